import type { Migration } from '../storage/sqlite/index.ts';

/** Tables of projection.db: what the documents hold, as plain rows. It may be deleted any time. */
export interface ProjectionTables {
  rows: {
    ledger: string;
    tableId: string;
    id: string;
    orderKey: string;
    /** 0 when the row is in the recycle bin or its import was undone. */
    isListed: number;
    /** JSON: column id → stored value, of the cells that hold something. */
    cells: string;
  };
  ledgers: {
    ledger: string;
    /** Of the document that the rows were read from; null while they are not all there. */
    generation: number | null;
  };
  /** One row: every event up to this one is in the rows. */
  progress: { one: number; event: number };
}

export const projectionMigrations: readonly Migration[] = [
  {
    name: 'rows',
    statements: [
      `create table rows (
         ledger text not null,
         tableId text not null,
         id text not null,
         orderKey text not null,
         isListed integer not null,
         cells text not null,
         primary key (ledger, tableId, id)
       ) without rowid`,
      'create index rowsInOrder on rows (ledger, tableId, orderKey, id) where isListed = 1',
      'create table ledgers (ledger text not null primary key, generation integer)',
      'create table progress (one integer primary key check (one = 1), event integer not null)',
    ],
  },
];
