import { sql, type Transaction } from 'kysely';
import type { SqliteFile } from '../storage/sqlite/index.ts';
import { storing } from '../storage/sqlite/storing.ts';
import type { ProjectedRow } from './readLedger.ts';
import type { ProjectionTables } from './tables.ts';

/** A place between rows: those that come after it in their table's order. */
export interface RowPlace {
  readonly orderKey: string;
  readonly id: string;
}

export interface RowKey {
  readonly tableId: string;
  readonly id: string;
}

export interface StoredRow extends RowPlace {
  /** JSON: column id → stored value. */
  readonly cells: string;
}

/** How far the rows of a ledger have come. */
export interface LedgerPlace {
  /** Of the document that they were read from; null while they are not all there. */
  readonly generation: number | null;
  /** Every event of the ledger up to this one is in them. */
  readonly event: number;
}

/** What projection.db can be asked and told. Writes reject with `StorageError` when it is full. */
export interface ProjectionStore {
  /** Null for a ledger of which nothing is here. */
  place(ledger: string): Promise<LedgerPlace | null>;
  /** Rows that are listed, in order. */
  page(
    ledger: string,
    table: string,
    after: RowPlace | null,
    limit: number,
  ): Promise<readonly StoredRow[]>;
  /** A row that is listed, or null. */
  row(ledger: string, table: string, id: string): Promise<StoredRow | null>;
  /** In one transaction: rows of a ledger as they are now, and how far they have come with that. */
  put(ledger: string, rows: readonly ProjectedRow[], event: number): Promise<void>;
  /** Rows that are kept and not listed. */
  unlisted(ledger: string): Promise<readonly RowKey[]>;
  remove(ledger: string, rows: readonly RowKey[]): Promise<void>;
  /** By table of the ledger: what its rows were all computed by; tables without formulas are not. */
  computedBy(ledger: string): Promise<Map<string, string>>;
  /** Nothing is kept for ''. */
  setComputedBy(ledger: string, table: string, by: string): Promise<void>;
  /**
   * Forgets the rows of a ledger: `put` brings them again, and `complete` says that they are all
   * there.
   */
  clear(ledger: string): Promise<void>;
  complete(ledger: string, generation: number): Promise<void>;
}

/** SQLite takes at most 32,766 values in one statement. */
const rowsPerInsert = 1_000;

export const openProjectionStore = (file: SqliteFile<ProjectionTables>): ProjectionStore => {
  const write = (work: (trx: Transaction<ProjectionTables>) => Promise<void>): Promise<void> =>
    storing('projected rows', () => file.writer.transaction().execute(work));

  return {
    place: async (ledger) =>
      (await file.reader
        .selectFrom('ledgers')
        .select(['generation', 'event'])
        .where('ledger', '=', ledger)
        .executeTakeFirst()) ?? null,

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

    put: (ledger, rows, event) =>
      write(async (trx) => {
        for (let from = 0; from < rows.length; from += rowsPerInsert)
          await putRows(trx, rows.slice(from, from + rowsPerInsert));
        await trx
          .insertInto('ledgers')
          .values({ ledger, generation: null, event })
          // A page is not written again for what it says already.
          .onConflict((conflict) =>
            conflict.column('ledger').doUpdateSet({ event }).where('ledgers.event', '<>', event),
          )
          .execute();
      }),

    unlisted: (ledger) =>
      file.reader
        .selectFrom('rows')
        .select(['tableId', 'id'])
        .where('ledger', '=', ledger)
        .where('isListed', '=', 0)
        .execute(),

    remove: (ledger, rows) =>
      write(async (trx) => {
        for (const { tableId, id } of rows)
          await trx
            .deleteFrom('rows')
            .where('ledger', '=', ledger)
            .where('tableId', '=', tableId)
            .where('id', '=', id)
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
        for (const table of ['rows', 'computed', 'ledgers'] as const)
          await trx.deleteFrom(table).where('ledger', '=', ledger).execute();
      }),

    complete: (ledger, generation) =>
      write(async (trx) => {
        await trx
          .insertInto('ledgers')
          .values({ ledger, generation, event: 0 })
          .onConflict((conflict) => conflict.column('ledger').doUpdateSet({ generation }))
          .execute();
      }),
  };
};

/** Most rows stay where they are: then the index of their order is not written again. */
const putRows = async (
  trx: Transaction<ProjectionTables>,
  rows: readonly ProjectedRow[],
): Promise<void> => {
  const places = await placesOf(trx, rows);
  const isElsewhere = (row: ProjectedRow): boolean => {
    const place = places.get(keyOf(row));
    return (
      place !== undefined && (place.orderKey !== row.orderKey || place.isListed !== row.isListed)
    );
  };
  const moved = rows.filter(isElsewhere);
  const staying = rows.filter((row) => !isElsewhere(row));
  if (staying.length > 0)
    await insert(trx, staying)
      .onConflict((conflict) =>
        conflict
          .columns(['ledger', 'tableId', 'id'])
          .doUpdateSet(({ ref }) => ({ cells: ref('excluded.cells') })),
      )
      .execute();
  if (moved.length > 0)
    await insert(trx, moved)
      .onConflict((conflict) =>
        conflict.columns(['ledger', 'tableId', 'id']).doUpdateSet(({ ref }) => ({
          orderKey: ref('excluded.orderKey'),
          isListed: ref('excluded.isListed'),
          cells: ref('excluded.cells'),
        })),
      )
      .execute();
};

const insert = (trx: Transaction<ProjectionTables>, rows: readonly ProjectedRow[]) =>
  trx.insertInto('rows').values([...rows]);

/** Where those of the rows stand that are stored already. */
const placesOf = async (
  trx: Transaction<ProjectionTables>,
  rows: readonly ProjectedRow[],
): Promise<ReadonlyMap<string, Pick<ProjectedRow, 'orderKey' | 'isListed'>>> => {
  const keys = JSON.stringify(rows.map(({ ledger, tableId, id }) => [ledger, tableId, id]));
  const stored = await trx
    .selectFrom('rows')
    .innerJoin(
      sql<{ ledger: string; tableId: string; id: string }>`(
        select value ->> 0 as ledger, value ->> 1 as tableId, value ->> 2 as id
        from json_each(${keys})
      )`.as('wanted'),
      (join) =>
        join
          .onRef('rows.ledger', '=', 'wanted.ledger')
          .onRef('rows.tableId', '=', 'wanted.tableId')
          .onRef('rows.id', '=', 'wanted.id'),
    )
    .select(['rows.ledger', 'rows.tableId', 'rows.id', 'orderKey', 'isListed'])
    .execute();
  return new Map(stored.map((row) => [keyOf(row), row]));
};

const keyOf = ({ ledger, tableId, id }: Pick<ProjectedRow, 'ledger' | 'tableId' | 'id'>): string =>
  `${ledger} ${tableId} ${id}`;
