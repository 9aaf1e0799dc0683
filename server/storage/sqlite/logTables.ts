import type { Transaction } from 'kysely';
import { fillClosed, fillEvents } from './fillChecksums.ts';
import type { Migration } from './migrate.ts';

/** Tables of log.db that hold documents. Booleans are 0 or 1, times ms since 1970. */
export interface LogTables {
  /** `event`: id of the document's last event, 0 without any, so that a page knows whether it holds all. */
  heads: {
    document: string;
    generation: number;
    seq: number;
    checksum: Uint8Array;
    event: number;
    eventChecksum: Uint8Array;
  };
  updates: {
    document: string;
    generation: number;
    seq: number;
    at: number;
    by: string | null;
    bytes: Uint8Array;
    checksum: Uint8Array;
  };
  bindings: {
    document: string;
    generation: number;
    client: number;
    user: string | null;
    checksum: Uint8Array;
  };
  closedGenerations: {
    document: string;
    generation: number;
    stateVector: Uint8Array;
    at: number;
    checksum: Uint8Array;
  };
  commands: { document: string; id: string };
  /**
   * `body` is JSON: `{changes, conflicts, layer}`; `previous` the id of the document's event before
   * it, 0 for the first.
   */
  events: {
    id: number;
    document: string;
    at: number;
    by: string | null;
    body: string;
    previous: number;
    checksum: Uint8Array;
  };
  /** Each time that these files were restored from a backup, which was made at `backupAt`. */
  restores: { generation: number; at: number; backupAt: number };
}

export const documentsMigration: Migration = {
  name: 'documents',
  statements: [
    `create table heads (
       document text not null primary key,
       generation integer not null,
       seq integer not null,
       checksum blob not null
     ) without rowid`,
    // With row ids, so that appends go to the end of the file whatever the document is called.
    `create table updates (
       document text not null,
       generation integer not null,
       seq integer not null,
       at integer not null,
       "by" text,
       bytes blob not null,
       checksum blob not null,
       primary key (document, generation, seq)
     )`,
    `create table bindings (
       document text not null,
       generation integer not null,
       client integer not null,
       "user" text,
       checksum blob not null,
       primary key (document, generation, client)
     ) without rowid`,
    `create table closedGenerations (
       document text not null,
       generation integer not null,
       stateVector blob not null,
       at integer not null,
       primary key (document, generation)
     ) without rowid`,
    `create table commands (
       document text not null,
       id text not null,
       primary key (document, id)
     ) without rowid`,
    `create table events (
       id integer primary key,
       document text not null,
       at integer not null,
       "by" text,
       body text not null
     )`,
    'create index eventsByDocument on events (document, id)',
  ],
};

export const restoresMigration: Migration = {
  name: 'restores',
  statements: [
    `create table restores (
       generation integer not null primary key,
       at integer not null,
       backupAt integer not null
     )`,
  ],
};

/** What has no checksum yet is taken as it is. */
export const checksumsMigration: Migration = {
  name: 'checksums of events and closed generations',
  statements: [
    'alter table events add column previous integer not null default 0',
    "alter table events add column checksum blob not null default x''",
    "alter table closedGenerations add column checksum blob not null default x''",
    'alter table heads add column event integer not null default 0',
    "alter table heads add column eventChecksum blob not null default x''",
  ],
  fill: async (trx) => {
    await fillEvents(trx as Transaction<LogTables>);
    await fillClosed(trx as Transaction<LogTables>);
  },
};
