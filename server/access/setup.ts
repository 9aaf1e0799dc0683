import { ulid } from 'ulid';
import { sharedLedger } from '../../shared/model/index.ts';
import type { StoredLedger, StoredUser } from '../storage/port.ts';
import { nextColor } from './colors.ts';
import type { AccessDependencies } from './dependencies.ts';
import { Refusal } from './refusal.ts';
import type { Sessions, SignedIn } from './sessions.ts';
import { createTurns } from './turns.ts';

export interface Setup {
  /** True until the first account exists. */
  isNeeded(): Promise<boolean>;
  /**
   * Makes the owner and the shared ledger. `fill` seeds the documents before they are stored, so
   * that a setup which fails half-way is still needed and can be tried again.
   * Throws `alreadySetUp`, and what `fill` throws.
   */
  run(first: FirstAccount, fill: (made: FirstMade) => Promise<void>): Promise<SignedIn>;
}

export interface FirstMade {
  readonly user: StoredUser;
  readonly ledger: StoredLedger;
}

export interface FirstAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const createSetup = (
  { accounts, passwords, now }: AccessDependencies,
  sessions: Pick<Sessions, 'begin'>,
): Setup => {
  const inTurn = createTurns();

  const make = async ({ name, email, password }: FirstAccount): Promise<FirstMade> => {
    const createdAt = now();
    const user: StoredUser = {
      id: ulid(createdAt),
      name,
      email,
      role: 'owner',
      active: true,
      passwordHash: await passwords.hash(password),
      color: nextColor([]),
      createdAt,
    };
    const ledger: StoredLedger = {
      id: ulid(createdAt),
      name: sharedLedger,
      createdBy: user.id,
      createdAt,
      shared: true,
    };
    return { user, ledger };
  };

  return {
    isNeeded: async () => !(await accounts.hasUsers()),

    run: (first, fill) =>
      inTurn(async () => {
        if (await accounts.hasUsers()) throw new Refusal('alreadySetUp');
        const { user, ledger } = await make(first);
        await fill({ user, ledger });
        if (!(await accounts.setUp(user, ledger))) throw new Refusal('alreadySetUp');
        return sessions.begin(user);
      }),
  };
};
