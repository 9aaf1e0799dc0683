import type { StoredLink } from '../storage/port.ts';
import type { AccessDependencies } from './dependencies.ts';
import { day } from './dependencies.ts';
import { Refusal } from './refusal.ts';
import { newSecret, secretHash } from './secrets.ts';
import type { Sessions, SignedIn } from './sessions.ts';

const linkLifetime = 7 * day;

/** One-time links with which a person sets their password. */
export interface Links {
  /** Whom it is for. Throws `notFound`, or `linkUsed` when it was used or has expired. */
  read(secret: string): Promise<{ readonly name: string; readonly email: string }>;
  /**
   * Sets the password, ends the person's other sessions and API tokens (they may be somebody
   * else's by now) and begins a new session. Throws as `read`.
   */
  accept(secret: string, password: string): Promise<SignedIn>;
}

export const createLinks = (
  { accounts, passwords, rightsChanges, now }: AccessDependencies,
  sessions: Pick<Sessions, 'begin'>,
): Links => {
  const openLink = async (secret: string) => {
    const link = await accounts.link(secretHash(secret));
    const user = link === null ? null : await accounts.user(link.user);
    if (link === null || user === null) throw new Refusal('notFound');
    if (link.usedAt !== null || link.expiresAt <= now() || !user.active)
      throw new Refusal('linkUsed');
    return { link, user };
  };

  return {
    read: async (secret) => {
      const { user } = await openLink(secret);
      return { name: user.name, email: user.email };
    },

    accept: async (secret, password) => {
      const { link, user } = await openLink(secret);
      const passwordHash = await passwords.hash(password);
      // Hashing took a moment in which somebody else may have used it.
      if ((await accounts.useLink(link.hash, passwordHash, now())) === null)
        throw new Refusal('linkUsed');
      rightsChanges.emit({ user: user.id });
      return sessions.begin({ ...user, passwordHash });
    },
  };
};

export const newLink = (user: string, time: number): { link: StoredLink; secret: string } => {
  const secret = newSecret();
  const expiresAt = time + linkLifetime;
  return { secret, link: { hash: secretHash(secret), user, expiresAt, usedAt: null } };
};
