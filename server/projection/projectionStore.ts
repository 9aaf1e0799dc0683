import { type SqlBool, sql, type Transaction } from 'kysely';
import type { SqliteFile } from '../storage/sqlite/index.ts';
import { storing } from '../storage/sqlite/storing.ts';
import type { ProjectedRow } from './readLedger.ts';
import type { ProjectionTables } from './tables.ts';

/** A place between rows: those that come after it in their table's order. */
export interface RowPlace {
  readonly orderKey: string;
  readonly id: string;
}

export interface StoredRow extends RowPlace {
  /** JSON: column id → stored value. */
  readonly cells: string;
}

/** What projection.db can be asked and told. Writes reject with `StorageError` when it is full. */
export interface ProjectionStore {
  /** Events up to this one are projected; null for a new file. */
  progress(): Promise<number | null>;
  generation(ledger: string): Promise<number | null>;
  /** Rows that are listed, in order. */
  page(
    ledger: string,
    table: string,
    after: RowPlace | null,
    limit: number,
  ): Promise<readonly StoredRow[]>;
  /** A row that is listed, or null. */
  row(ledger: string, table: string, id: string): Promise<StoredRow | null>;
  /** In one transaction: rows as they are now, and how far the log has come with them. */
  put(rows: readonly ProjectedRow[], event: number): Promise<void>;
  /** By table of the ledger: what its rows were all computed by; tables without formulas are not. */
  computedBy(ledger: string): Promise<Map<string, string>>;
  /** Nothing is kept for ''. */
  setComputedBy(ledger: string, table: string, by: string): Promise<void>;
  /**
   * Forgets the rows of a ledger, or of all: `put` brings them again, and `complete` says that they
   * are all there.
   */
  clear(ledger: string | null): Promise<void>;
  complete(ledger: string, generation: number): Promise<void>;
}

/** SQLite takes at most 32,766 values in one statement. */
const rowsPerInsert = 1_000;

export const openProjectionStore = (file: SqliteFile<ProjectionTables>): ProjectionStore => {
  const write = (work: (trx: Transaction<ProjectionTables>) => Promise<void>): Promise<void> =>
    storing('projected rows', () => file.writer.transaction().execute(work));

  return {
    progress: async () => {
      const row = await file.reader.selectFrom('progress').select('event').executeTakeFirst();
      return row?.event ?? null;
    },

    generation: async (ledger) => {
      const row = await file.reader
        .selectFrom('ledgers')
        .select('generation')
        .where('ledger', '=', ledger)
        .executeTakeFirst();
      return row?.generation ?? null;
    },

    page: (ledger, table, after, limit) => {
      const listed = file.reader
        .selectFrom('rows')
        .select(['id', 'orderKey', 'cells'])
        .where('ledger', '=', ledger)
        .where('tableId', '=', table)
        .where('isListed', '=', 1)
        .orderBy('orderKey')
        .orderBy('id')
        .limit(limit);
      if (after === null) return listed.execute();
      const { orderKey, id } = after;
      return listed
        .where(({ eb, refTuple, tuple }) =>
          eb(refTuple('orderKey', 'id'), '>', tuple(orderKey, id)),
        )
        .execute();
    },

    row: async (ledger, table, id) =>
      (await file.reader
        .selectFrom('rows')
        .select(['id', 'orderKey', 'cells'])
        .where('ledger', '=', ledger)
        .where('tableId', '=', table)
        .where('id', '=', id)
        .where('isListed', '=', 1)
        .executeTakeFirst()) ?? null,

    put: (rows, event) =>
      write(async (trx) => {
        for (let from = 0; from < rows.length; from += rowsPerInsert)
          await insert(trx, rows.slice(from, from + rowsPerInsert));
        await trx
          .insertInto('progress')
          .values({ one: 1, event })
          .onConflict((conflict) => conflict.column('one').doUpdateSet({ event }))
          .execute();
      }),

    computedBy: async (ledger) => {
      const rows = await file.reader
        .selectFrom('computed')
        .select(['tableId', 'by'])
        .where('ledger', '=', ledger)
        .execute();
      return new Map(rows.map(({ tableId, by }) => [tableId, by]));
    },

    setComputedBy: (ledger, tableId, by) =>
      write(async (trx) => {
        await trx
          .deleteFrom('computed')
          .where('ledger', '=', ledger)
          .where('tableId', '=', tableId)
          .execute();
        if (by !== '') await trx.insertInto('computed').values({ ledger, tableId, by }).execute();
      }),

    clear: (ledger) =>
      write(async (trx) => {
        const which = ledger === null ? sql<SqlBool>`true` : sql<SqlBool>`ledger = ${ledger}`;
        await trx.deleteFrom('rows').where(which).execute();
        await trx.deleteFrom('computed').where(which).execute();
        await trx.deleteFrom('ledgers').where(which).execute();
      }),

    complete: (ledger, generation) =>
      write(async (trx) => {
        await trx
          .insertInto('ledgers')
          .values({ ledger, generation })
          .onConflict((conflict) => conflict.column('ledger').doUpdateSet({ generation }))
          .execute();
      }),
  };
};

const insert = async (
  trx: Transaction<ProjectionTables>,
  rows: readonly ProjectedRow[],
): Promise<void> => {
  await trx
    .insertInto('rows')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['ledger', 'tableId', 'id']).doUpdateSet(({ ref }) => ({
        orderKey: ref('excluded.orderKey'),
        isListed: ref('excluded.isListed'),
        cells: ref('excluded.cells'),
      })),
    )
    .execute();
};
