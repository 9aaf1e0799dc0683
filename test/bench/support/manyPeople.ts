import { ulid } from 'ulid';
import { createAccess, sessionCookie } from '../../../server/access/index.ts';
import { openSqliteStorage } from '../../../server/storage/sqlite/index.ts';

/** Somebody who is signed in. */
export interface SignedInPerson {
  readonly id: string;
  /** Value of the `cookie` header. */
  readonly cookie: string;
}

/**
 * Adds so many members who may write in `ledger`, each with a session, to the data of a server that
 * is not running. They have no passwords: hashing two hundred would take longer than the benchmark.
 */
export const addPeople = async (
  folder: string,
  ledger: string,
  count: number,
): Promise<readonly SignedInPerson[]> => {
  const storage = await openSqliteStorage(folder);
  try {
    const { sessions } = createAccess(storage.accounts, Date.now);
    const people: SignedInPerson[] = [];
    for (let number = 0; number < count; number++) {
      const createdAt = Date.now();
      const id = ulid(createdAt);
      const user = {
        id,
        name: `Person ${number}`,
        email: `person${number}@example.org`,
        role: 'member',
        active: true,
        passwordHash: null,
        color: '#4f7a6b',
        createdAt,
      } as const;
      const link = { hash: ulid(), user: id, expiresAt: createdAt, usedAt: null };
      await storage.accounts.addUser(user, [{ ledger, level: 'write' }], link);
      const { secret } = await sessions.begin(user);
      people.push({ id, cookie: `${sessionCookie}=${secret}` });
    }
    return people;
  } finally {
    await storage.close();
  }
};
