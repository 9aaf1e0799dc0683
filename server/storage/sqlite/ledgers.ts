import type { AccountStore, StoredLedger } from '../port.ts';
import type { AccountTables } from './accountTables.ts';
import type { SqliteFile } from './file.ts';
import { storing } from './storing.ts';

type Ledgers = Pick<
  AccountStore,
  | 'addLedger'
  | 'ledger'
  | 'ledgers'
  | 'membershipsOf'
  | 'membersOf'
  | 'membership'
  | 'setMembership'
>;

export const sqliteLedgers = ({ reader, writer }: SqliteFile<AccountTables>): Ledgers => ({
  addLedger: (ledger) =>
    storing('a ledger', () =>
      writer.transaction().execute(async (trx) => {
        await trx.insertInto('ledgers').values(toLedgerRow(ledger)).execute();
        await trx
          .insertInto('members')
          .values({ ledger: ledger.id, user: ledger.createdBy, level: 'write' })
          .execute();
      }),
    ),

  ledger: async (id) => {
    const row = await reader
      .selectFrom('ledgers')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row === undefined ? null : toLedger(row);
  },

  ledgers: async () =>
    (
      await reader.selectFrom('ledgers').selectAll().orderBy('createdAt').orderBy('id').execute()
    ).map(toLedger),

  membershipsOf: (user) =>
    reader.selectFrom('members').selectAll().where('user', '=', user).orderBy('ledger').execute(),

  membersOf: (ledger) =>
    reader.selectFrom('members').selectAll().where('ledger', '=', ledger).orderBy('user').execute(),

  membership: async (ledger, user) =>
    (
      await reader
        .selectFrom('members')
        .select('level')
        .where('ledger', '=', ledger)
        .where('user', '=', user)
        .executeTakeFirst()
    )?.level ?? null,

  setMembership: (ledger, user, level) =>
    storing('a membership', () =>
      writer.transaction().execute(async (trx) => {
        const known = await trx
          .selectFrom(['ledgers', 'users'])
          .select('users.id')
          .where('ledgers.id', '=', ledger)
          .where('users.id', '=', user)
          .executeTakeFirst();
        if (known === undefined) return false;
        if (level === null)
          await trx
            .deleteFrom('members')
            .where('ledger', '=', ledger)
            .where('user', '=', user)
            .execute();
        else
          await trx
            .insertInto('members')
            .values({ ledger, user, level })
            .onConflict((conflict) => conflict.columns(['ledger', 'user']).doUpdateSet({ level }))
            .execute();
        return true;
      }),
    ),
});

const toLedger = (row: AccountTables['ledgers']): StoredLedger => ({
  ...row,
  shared: row.shared === 1,
});
export const toLedgerRow = (ledger: StoredLedger): AccountTables['ledgers'] => ({
  ...ledger,
  shared: ledger.shared ? 1 : 0,
});
