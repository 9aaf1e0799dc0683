import { z } from 'zod';
import type { Language } from '../../shared/model/index.ts';
import { invitation, me, setupState, type User } from '../../shared/protocol/http.ts';
import { Failure } from './failure.ts';
import { request } from './request.ts';

/** True until the workspace has its first account. */
export const isSetupNeeded = async (signal?: AbortSignal): Promise<boolean> =>
  (await request('GET', '/api/setup', setupState, { signal })).needed;

export interface FirstAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** Language of the sample data; null for empty tables. */
  readonly sample: Language | null;
}

/** Makes the first account and signs it in. */
export const setUp = async (account: FirstAccount): Promise<User> =>
  (await request('POST', '/api/setup', me, { body: account })).user;

/** The person who is signed in here, or null. */
export const whoIsHere = async (signal?: AbortSignal): Promise<User | null> => {
  try {
    return (await request('GET', '/api/me', me, { signal })).user;
  } catch (error) {
    if (error instanceof Failure && error.code === 'signInFirst') return null;
    throw error;
  }
};

export const signIn = async (email: string, password: string): Promise<User> =>
  (await request('POST', '/api/session', me, { body: { email, password } })).user;

export const signOut = async (): Promise<void> => {
  await request('DELETE', '/api/session', z.unknown());
};

const invitationPath = (token: string) => `/api/invitations/${encodeURIComponent(token)}`;

/** Whom a one-time link is for; throws `linkUsed` or `notFound` when it is no good. */
export const readInvitation = (
  token: string,
  signal?: AbortSignal,
): Promise<z.output<typeof invitation>> =>
  request('GET', invitationPath(token), invitation, { signal });

/** Sets the password and signs in. */
export const join = async (token: string, password: string): Promise<User> =>
  (await request('POST', invitationPath(token), me, { body: { password } })).user;
