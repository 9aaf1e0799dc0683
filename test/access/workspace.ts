import type { Access, Actor, RightsChange } from '../../server/access/index.ts';
import { createAccess, sessionCookie } from '../../server/access/index.ts';
import { memoryStorage } from '../../server/storage/memory/index.ts';
import type { AccountStore } from '../../server/storage/port.ts';
import type { Role } from '../../shared/model/index.ts';

export const day = 24 * 60 * 60_000;
export const password = 'a long password';

export interface Workspace {
  readonly access: Access;
  readonly accounts: AccountStore;
  readonly owner: Actor;
  readonly shared: string;
  /** Everything that listeners of rights were told. */
  readonly told: RightsChange[];
  pass(ms: number): void;
  /** Someone who was invited, joined and signed in. */
  member(name: string, role?: Role): Promise<Actor>;
  actor(secret: string): Promise<Actor | null>;
}

/** A workspace that was just set up by Ada, with a clock that tests move. */
export const newWorkspace = async (): Promise<Workspace> => {
  const { accounts } = memoryStorage();
  let time = 1_700_000_000_000;
  const access = createAccess(accounts, () => time);
  const told: RightsChange[] = [];
  access.onRightsChanged((change) => told.push(change));

  const actor = (secret: string) =>
    access.authenticate({ cookie: `theme=dark; ${sessionCookie}=${secret}` });
  const first = { name: 'Ada', email: emailOf('Ada'), password, sample: null };
  let shared = '';
  const { secret } = await access.setup.run(first, async ({ ledger }) => {
    shared = ledger.id;
  });
  const owner = (await actor(secret))!;

  return {
    access,
    accounts,
    owner,
    shared,
    told,
    actor,
    pass: (ms) => {
      time += ms;
    },
    member: async (name, role = 'member') => {
      const person = { name, email: emailOf(name), role };
      const invited = await access.people.invite(owner, person);
      return (await actor((await access.links.accept(invited.secret, password)).secret))!;
    },
  };
};

export const emailOf = (name: string): string => `${name.toLowerCase()}@example.com`;

/** The code with which `work` was refused; throws when it was not. */
export const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  const outcome = await work.then(
    () => 'nothing',
    (error: { readonly code?: string }) => error.code ?? String(error),
  );
  if (outcome === 'nothing') throw new Error('it was not refused');
  return outcome;
};
