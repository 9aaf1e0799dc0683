import { z } from 'zod';
import type { Role } from '../../shared/model/index.ts';
import { newUserAnswer, type User, user } from '../../shared/protocol/http.ts';
import { request } from './request.ts';

export interface Invited {
  readonly user: User;
  /** One-time link with which the person sets a password. Shown once. */
  readonly link: string;
}

const path = (id: string) => `/api/users/${encodeURIComponent(id)}`;

export const listPeople = (signal?: AbortSignal): Promise<User[]> =>
  request('GET', '/api/users', z.array(user), { signal });

export const invite = (person: { name: string; email: string; role: Role }): Promise<Invited> =>
  request('POST', '/api/users', newUserAnswer, { body: person });

export const changePerson = async (
  id: string,
  patch: { role?: Role; active?: boolean },
): Promise<void> => {
  await request('PATCH', path(id), z.unknown(), { body: patch });
};

export const newLink = (id: string): Promise<Invited> =>
  request('POST', `${path(id)}/link`, newUserAnswer);
