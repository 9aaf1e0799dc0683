import type { APIRequestContext, APIResponse, BrowserContext } from 'playwright-core';
import type { Language, Role } from '../../../shared/model/index.ts';
import { me, newUserAnswer, tokenAnswer, type User } from '../../../shared/protocol/http.ts';
import type { TestServer } from './server.ts';

export const testPassword = 'Abacus-7-beads';

export interface NewPerson {
  readonly name: string;
  readonly email: string;
}

/** Makes the first account; the window is signed in with it afterwards. */
export const setUp = async (
  window: BrowserContext,
  server: Pick<TestServer, 'url'>,
  { name, email, sample = null }: NewPerson & { readonly sample?: Language | null },
): Promise<User> => {
  await post(window.request, server, '/api/setup', {
    name,
    email,
    password: testPassword,
    sample,
  });
  return whoIsIn(window);
};

/** Invites a person from the window of an admin; gives the one-time link. */
export const invite = async (
  window: BrowserContext,
  server: Pick<TestServer, 'url'>,
  person: NewPerson & { readonly role?: Role },
): Promise<{ readonly user: User; readonly link: string }> =>
  newUserAnswer.parse(await (await post(window.request, server, '/api/users', person)).json());

/** Uses a one-time link; the window is signed in with the new account afterwards. */
export const join = async (
  window: BrowserContext,
  server: Pick<TestServer, 'url'>,
  link: string,
): Promise<User> => {
  const token = new URL(link).pathname.split('/').at(-1) ?? '';
  await post(window.request, server, `/api/invitations/${token}`, { password: testPassword });
  return whoIsIn(window);
};

export const signIn = async (
  window: BrowserContext,
  server: Pick<TestServer, 'url'>,
  email: string,
): Promise<User> => {
  await post(window.request, server, '/api/session', { email, password: testPassword });
  return whoIsIn(window);
};

/** An API token of the person whose window this is. */
export const createToken = async (
  window: BrowserContext,
  server: Pick<TestServer, 'url'>,
  name: string,
): Promise<string> =>
  tokenAnswer.parse(await (await post(window.request, server, '/api/tokens', { name })).json())
    .token;

const whoIsIn = async (window: BrowserContext): Promise<User> =>
  me.parse(await (await window.request.get('/api/me')).json()).user;

/** As a page of the server itself would ask: with its origin, which is checked beside the cookie. */
const post = async (
  request: APIRequestContext,
  server: Pick<TestServer, 'url'>,
  path: string,
  data: unknown,
): Promise<APIResponse> => {
  const response = await request.post(path, { data, headers: { origin: server.url } });
  if (!response.ok())
    throw new Error(`POST ${path}: ${response.status()} ${await response.text()}`);
  return response;
};
