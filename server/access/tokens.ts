import { ulid } from 'ulid';
import type { StoredToken } from '../storage/port.ts';
import { type Actor, mustBeSignedIn } from './actor.ts';
import type { AccessDependencies } from './dependencies.ts';
import { Refusal } from './refusal.ts';
import { newTokenSecret, secretHash } from './secrets.ts';

/** A person's API tokens: each may do what its person may do. */
export interface Tokens {
  list(actor: Actor): Promise<readonly StoredToken[]>;
  /** Throws `forbidden` when a token asks. */
  make(actor: Actor, name: string): Promise<{ readonly id: string; readonly secret: string }>;
  /** Throws `notFound` for a token of somebody else, too. */
  remove(actor: Actor, id: string): Promise<void>;
}

export const createTokens = ({ accounts, rightsChanges, now }: AccessDependencies): Tokens => ({
  list: ({ user }) => accounts.tokensOf(user),

  make: async (actor, name) => {
    mustBeSignedIn(actor);
    const { user } = actor;
    const secret = newTokenSecret();
    const createdAt = now();
    const id = ulid(createdAt);
    await accounts.addToken({ id, hash: secretHash(secret), user, name, createdAt });
    return { id, secret };
  },

  remove: async ({ user }, id) => {
    if (!(await accounts.deleteToken(id, user))) throw new Refusal('notFound');
    rightsChanges.emit({ credential: id });
  },
});
