import { StorageError } from '../storage/errors.ts';
import type { StoredUser } from '../storage/port.ts';
import type { Actor } from './actor.ts';
import type { AccessDependencies } from './dependencies.ts';
import { day } from './dependencies.ts';
import { secretHash } from './secrets.ts';
import { sessionLifetime } from './sessions.ts';

export const sessionCookie = 'suanpan_session';

/** The headers and query parameter that may say who asks. */
export interface Credentials {
  /** The whole `Cookie` header. */
  readonly cookie?: string;
  /** The whole `Authorization` header: `Bearer spt_…`. */
  readonly authorization?: string;
  /** `?token=`: an API token where headers cannot be set. */
  readonly token?: string;
}

export interface Authentication {
  /**
   * Who asks, or null. An API token that is given decides alone: a wrong one is not made up for by
   * a cookie. Using a session puts its end off.
   */
  authenticate(credentials: Credentials): Promise<Actor | null>;
  /** The same actor as things stand now; null when person, session or token are gone. */
  current(actor: Actor): Promise<Actor | null>;
}

export const createAuthentication = ({ accounts, now }: AccessDependencies): Authentication => {
  const toActor = async (
    via: Actor['via'],
    credential: { readonly id: string; readonly user: string } | null,
  ): Promise<Actor | null> => {
    if (credential === null) return null;
    const user: StoredUser | null = await accounts.user(credential.user);
    if (user === null || !user.active) return null;
    return { user: user.id, name: user.name, role: user.role, via, credential: credential.id };
  };

  const bySession = async (secret: string): Promise<Actor | null> => {
    const session = await accounts.sessionByHash(secretHash(secret));
    const time = now();
    if (session === null || session.expiresAt <= time) return null;
    const expiresAt = time + sessionLifetime;
    // Once a day is often enough for a session of thirty.
    if (expiresAt - session.expiresAt >= day)
      await accounts.extendSession(session.id, expiresAt).catch(onlyWhenFull);
    return toActor('session', session);
  };

  return {
    authenticate: async ({ cookie, authorization, token }) => {
      const given = authorization === undefined ? token : bearerToken(authorization);
      if (given !== undefined)
        return toActor('token', await accounts.tokenByHash(secretHash(given)));
      const secret = sessionSecret(cookie);
      return secret === null ? null : bySession(secret);
    },

    current: async ({ via, credential }) => {
      if (via === 'token') return toActor(via, await accounts.token(credential));
      const session = await accounts.session(credential);
      return session !== null && session.expiresAt > now() ? toActor(via, session) : null;
    },
  };
};

/** Without room on the disk people can still read; the next use puts the end off. */
const onlyWhenFull = (error: unknown): void => {
  if (!(error instanceof StorageError)) throw error;
};

/** An `Authorization` of another scheme is a token that nobody has. */
const bearerToken = (authorization: string): string =>
  /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? '';

const sessionSecret = (cookie = ''): string | null => {
  for (const pair of cookie.split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === sessionCookie && value) return value;
  }
  return null;
};
