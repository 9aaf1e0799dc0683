import { ulid } from 'ulid';
import type { StoredUser } from '../storage/port.ts';
import type { Actor } from './actor.ts';
import { createAttempts } from './attempts.ts';
import type { AccessDependencies } from './dependencies.ts';
import { day } from './dependencies.ts';
import { Refusal } from './refusal.ts';
import { newSecret, secretHash } from './secrets.ts';

/** A session ends this long after it was last used. */
export const sessionLifetime = 30 * day;

export interface Sessions {
  /** Throws `wrongPassword` (whatever was wrong) or `tooManyAttempts`. */
  signIn(attempt: SignInAttempt): Promise<SignedIn>;
  /** Ends the session that `actor` came with; does nothing for an API token. */
  signOut(actor: Actor): Promise<void>;
  /** A session for someone who has just proved who they are. */
  begin(user: StoredUser): Promise<SignedIn>;
}

export interface SignInAttempt {
  readonly email: string;
  readonly password: string;
  /** Network address that it comes from. */
  readonly address: string;
}

export interface SignedIn {
  readonly user: StoredUser;
  /** Goes into the cookie; nobody can read it again. */
  readonly secret: string;
}

export const createSessions = ({
  accounts,
  passwords,
  rightsChanges,
  now,
}: AccessDependencies): Sessions => {
  const attempts = createAttempts(now);

  const begin = async (user: StoredUser): Promise<SignedIn> => {
    const secret = newSecret();
    const createdAt = now();
    await accounts.deleteExpired(createdAt);
    await accounts.addSession({
      id: ulid(createdAt),
      hash: secretHash(secret),
      user: user.id,
      createdAt,
      expiresAt: createdAt + sessionLifetime,
    });
    return { user, secret };
  };

  return {
    begin,

    signIn: async ({ password, address, ...attempt }) => {
      const email = attempt.email.trim().toLowerCase();
      attempts.begin(email, address);
      const user = await accounts.userByEmail(email);
      const passwordHash = user?.active === true ? user.passwordHash : null;
      const matches = await passwords.matches(password, passwordHash);
      if (user === null || !matches) throw new Refusal('wrongPassword');
      attempts.forgive(email, address);
      return begin(user);
    },

    signOut: async ({ via, credential }) => {
      if (via !== 'session') return;
      await accounts.deleteSession(credential);
      rightsChanges.emit({ credential });
    },
  };
};
