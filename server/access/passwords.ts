import { hash, verify } from '@node-rs/argon2';
import { createTurns } from './turns.ts';

/** Hashes and checks passwords: Argon2id, 19 MiB, two passes, as OWASP asks for at least. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** `stored` null (nobody, or nobody yet) takes as long as a wrong password. */
  matches(password: string, stored: string | null): Promise<boolean>;
}

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Hashing shares four threads with SQLite; one at a time leaves three of them to the commits that
 * people wait for when everyone signs in at once.
 */
export const createPasswords = (): Passwords => {
  const oneAtATime = createTurns();
  const hashOne = (password: string) => oneAtATime(() => hash(spelling(password), cost));
  let nobodys: Promise<string> | null = null;
  return {
    hash: hashOne,
    matches: async (password, stored) => {
      nobodys ??= hashOne('nobody has this password');
      const matches = await oneAtATime(async () =>
        verify(stored ?? (await nobodys!), spelling(password)),
      );
      return matches && stored !== null;
    },
  };
};

/** However the keyboard or input method composed it, one password is one text. */
const spelling = (password: string): string => password.normalize('NFKC');
