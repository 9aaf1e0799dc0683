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
    /** JSON: column id → value, stored or computed, of the cells that hold something. */
    cells: string;
  };
  /** Tables whose rows hold computed values, and what they were all computed by. */
  computed: { ledger: string; tableId: string; by: string };
  ledgers: {
    ledger: string;
    /** Of the document that the rows were read from; null while they are not all there. */
    generation: number | null;
    /** Every event of the ledger up to this one is in the rows. */
    event: number;
  };
  notes: {
    ledger: string;
    row: string;
    /** Of the note's last update that is in the text. */
    seq: number;
    text: string;
    /** The same in one case and width, to be searched. */
    folded: string;
  };
  /** When a row got its present value in a select column, in ms since 1970, if it changed since. */
  since: { ledger: string; tableId: string; columnId: string; rowId: string; at: number };
  /** How far other readers of the log have come, each by itself. */
  cursors: { reader: string; event: number };
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
  {
    name: 'computed values, and since when rows have theirs',
    statements: [
      `create table computed (
         ledger text not null,
         tableId text not null,
         "by" text not null,
         primary key (ledger, tableId)
       ) without rowid`,
      `create table since (
         ledger text not null,
         tableId text not null,
         columnId text not null,
         rowId text not null,
         at integer not null,
         primary key (ledger, tableId, columnId, rowId)
       ) without rowid`,
      'create table cursors (reader text not null primary key, event integer not null) without rowid',
    ],
  },
  {
    name: 'notes',
    statements: [
      `create table notes (
         ledger text not null,
         row text not null,
         seq integer not null,
         text text not null,
         folded text not null,
         primary key (ledger, row)
       )`,
    ],
  },
  {
    name: 'each ledger follows by itself',
    statements: [
      'alter table ledgers add column event integer not null default 0',
      'update ledgers set event = coalesce((select event from progress), 0)',
      'drop table progress',
      'delete from cursors',
    ],
  },
  {
    // Behind numbers, a row is not part of the tree of its ids: an edit writes one page and not four.
    name: 'rows behind numbers',
    statements: [
      'drop table rows',
      `create table rows (
         ledger text not null,
         tableId text not null,
         id text not null,
         orderKey text not null,
         isListed integer not null,
         cells text not null,
         primary key (ledger, tableId, id)
       )`,
      'create index rowsInOrder on rows (ledger, tableId, orderKey, id) where isListed = 1',
      // They are read again, all of them.
      'delete from ledgers',
    ],
  },
];
