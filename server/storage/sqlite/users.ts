import type { Transaction } from 'kysely';
import { endsOwnership } from '../ownership.ts';
import type { AccountStore, StoredUser } from '../port.ts';
import type { AccountTables } from './accountTables.ts';
import { endCredentials } from './credentials.ts';
import type { SqliteFile } from './file.ts';
import { toLedgerRow } from './ledgers.ts';
import { storing } from './storing.ts';

type Users = Pick<
  AccountStore,
  'hasUsers' | 'setUp' | 'users' | 'user' | 'userByEmail' | 'addUser' | 'changeUser'
>;

export const sqliteUsers = ({ reader, writer }: SqliteFile<AccountTables>): Users => ({
  hasUsers: async () =>
    (await reader.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined,

  setUp: (user, ledger) =>
    storing('the first account', () =>
      writer.transaction().execute(async (trx) => {
        const first = await trx.selectFrom('users').select('id').limit(1).executeTakeFirst();
        if (first !== undefined) return false;
        await trx.insertInto('users').values(toUserRow(user)).execute();
        await trx.insertInto('ledgers').values(toLedgerRow(ledger)).execute();
        await trx
          .insertInto('members')
          .values({ ledger: ledger.id, user: user.id, level: 'write' })
          .execute();
        return true;
      }),
    ),

  users: async () =>
    (await reader.selectFrom('users').selectAll().orderBy('createdAt').orderBy('id').execute()).map(
      toUser,
    ),

  user: async (id) => {
    const row = await reader
      .selectFrom('users')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row === undefined ? null : toUser(row);
  },

  userByEmail: async (email) => {
    const row = await reader
      .selectFrom('users')
      .selectAll()
      .where('email', '=', email)
      .executeTakeFirst();
    return row === undefined ? null : toUser(row);
  },

  addUser: (user, memberships, link) =>
    storing('an account', () =>
      writer.transaction().execute(async (trx) => {
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('users')
          .values(toUserRow(user))
          .onConflict((conflict) => conflict.column('email').doNothing())
          .executeTakeFirstOrThrow();
        if (numInsertedOrUpdatedRows === 0n) return false;
        for (const { ledger, level } of memberships)
          await trx.insertInto('members').values({ ledger, user: user.id, level }).execute();
        await trx.insertInto('links').values(link).execute();
        return true;
      }),
    ),

  changeUser: (id, change) =>
    storing('an account', () =>
      writer.transaction().execute(async (trx) => {
        const row = await trx
          .selectFrom('users')
          .selectAll()
          .where('id', '=', id)
          .executeTakeFirst();
        if (row === undefined) return 'unknown';
        if (endsOwnership(toUser(row), change) && !(await hasOtherOwner(trx, id)))
          return 'lastOwner';
        const { role, active } = { ...toUser(row), ...change };
        await trx
          .updateTable('users')
          .set({ role, active: active ? 1 : 0 })
          .where('id', '=', id)
          .execute();
        if (!active) await endCredentials(trx, id);
        return 'changed';
      }),
    ),
});

const hasOtherOwner = async (trx: Transaction<AccountTables>, id: string): Promise<boolean> =>
  (await trx
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'owner')
    .where('active', '=', 1)
    .where('id', '!=', id)
    .limit(1)
    .executeTakeFirst()) !== undefined;

const toUser = (row: AccountTables['users']): StoredUser => ({ ...row, active: row.active === 1 });
const toUserRow = (user: StoredUser): AccountTables['users'] => ({
  ...user,
  active: user.active ? 1 : 0,
});
