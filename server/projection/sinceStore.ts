import { sql, type Transaction } from 'kysely';
import type { SqliteFile } from '../storage/sqlite/index.ts';
import { storing } from '../storage/sqlite/storing.ts';
import type { ProjectionTables } from './tables.ts';

/** When rows got their present values, as projection.db holds it. Writes as in `ProjectionStore`. */
export interface SinceStore {
  /** Events of the ledger up to this one are told; 0 when there is nothing yet. */
  progress(ledger: string): Promise<number>;
  /** JSON: row id → ms since 1970. SQLite writes it, away from the event loop. */
  read(ledger: string, table: string, column: string): Promise<string>;
  /** In one transaction: what changed in a ledger, and how far its events have come with it. */
  put(ledger: string, changes: readonly CellTime[], event: number): Promise<void>;
  clear(ledger: string): Promise<void>;
}

export interface CellTime {
  readonly ledger: string;
  readonly table: string;
  readonly column: string;
  readonly row: string;
  /** ms since 1970. */
  readonly at: number;
}

const readerOf = (ledger: string): string => `since ${ledger}`;
/** About 5 ms of the event loop each. */
const changesPerInsert = 5_000;

export const openSinceStore = (file: SqliteFile<ProjectionTables>): SinceStore => {
  const write = (work: (trx: Transaction<ProjectionTables>) => Promise<void>): Promise<void> =>
    storing('times of cells', () => file.writer.transaction().execute(work));

  return {
    progress: async (ledger) => {
      const row = await file.reader
        .selectFrom('cursors')
        .select('event')
        .where('reader', '=', readerOf(ledger))
        .executeTakeFirst();
      return row?.event ?? 0;
    },

    read: async (ledger, table, column) => {
      const { rows } = await sql<{ times: string }>`
        select json_group_object(rowId, at) as times from since
        where ledger = ${ledger} and tableId = ${table} and columnId = ${column}
      `.execute(file.reader);
      return rows[0]!.times;
    },

    put: (ledger, changes, event) =>
      write(async (trx) => {
        for (let from = 0; from < changes.length; from += changesPerInsert)
          await insert(trx, changes.slice(from, from + changesPerInsert));
        await trx
          .insertInto('cursors')
          .values({ reader: readerOf(ledger), event })
          .onConflict((conflict) => conflict.column('reader').doUpdateSet({ event }))
          .execute();
      }),

    clear: (ledger) =>
      write(async (trx) => {
        await trx.deleteFrom('since').where('ledger', '=', ledger).execute();
        await trx.deleteFrom('cursors').where('reader', '=', readerOf(ledger)).execute();
      }),
  };
};

/** One parameter, however many there are: building thousands would hold up the event loop. */
const insert = async (
  trx: Transaction<ProjectionTables>,
  changes: readonly CellTime[],
): Promise<void> => {
  const rows = JSON.stringify(
    changes.map(({ ledger, table, column, row, at }) => [ledger, table, column, row, at]),
  );
  await sql`
    insert into since (ledger, tableId, columnId, rowId, at)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
    from json_each(${rows}) where true
    on conflict do update set at = excluded.at
  `.execute(trx);
};
