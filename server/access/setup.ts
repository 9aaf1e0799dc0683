import { ulid } from 'ulid';
import type { Language } from '../../shared/model/index.ts';
import type { StoredLedger, StoredUser } from '../storage/port.ts';
import { nextColor } from './colors.ts';
import type { AccessDependencies } from './dependencies.ts';
import { Refusal } from './refusal.ts';
import type { Sessions, SignedIn } from './sessions.ts';

export interface Setup {
  /** True until the first account exists. */
  isNeeded(): Promise<boolean>;
  /** Makes the owner and the shared ledger. Throws `alreadySetUp`. */
  run(first: FirstAccount): Promise<SignedIn & { readonly ledger: StoredLedger }>;
}

export interface FirstAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** Language of the sample data; names the shared ledger. */
  readonly sample: Language | null;
}

export const createSetup = (
  { accounts, passwords, now }: AccessDependencies,
  sessions: Pick<Sessions, 'begin'>,
): Setup => ({
  isNeeded: async () => !(await accounts.hasUsers()),

  run: async ({ name, email, password, sample }) => {
    if (await accounts.hasUsers()) throw new Refusal('alreadySetUp');
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
      name: sample === 'zh' ? '共享' : 'Shared',
      createdBy: user.id,
      createdAt,
      shared: true,
    };
    if (!(await accounts.setUp(user, ledger))) throw new Refusal('alreadySetUp');
    return { ...(await sessions.begin(user)), ledger };
  },
});
