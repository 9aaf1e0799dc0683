import type { Migration } from './migrate.ts';

/** Tables of blobs.db: what is big. */
export interface BlobTables {
  snapshots: {
    document: string;
    generation: number;
    seq: number;
    bytes: Uint8Array;
    checksum: Uint8Array;
  };
  /** `bytes` are gzip; `hash` is of what they unpack to. */
  segments: { hash: string; bytes: Uint8Array };
  ledgerSegments: { ledger: string; hash: string };
  /** Segments that the ledger did not name when it turned to `generation`. */
  unusedSegments: { ledger: string; hash: string; generation: number; at: number };
}

export const blobMigrations: readonly Migration[] = [
  {
    name: 'snapshots and segments',
    statements: [
      `create table snapshots (
         document text not null,
         generation integer not null,
         seq integer not null,
         bytes blob not null,
         checksum blob not null,
         primary key (document, generation, seq)
       )`,
      'create table segments (hash text not null primary key, bytes blob not null)',
      `create table ledgerSegments (
         ledger text not null,
         hash text not null references segments (hash),
         primary key (ledger, hash)
       ) without rowid`,
    ],
  },
  {
    name: 'segments that are not used any more',
    statements: [
      `create table unusedSegments (
         ledger text not null,
         hash text not null,
         generation integer not null,
         at integer not null,
         primary key (ledger, hash)
       ) without rowid`,
      'create index ledgersBySegment on ledgerSegments (hash)',
    ],
  },
];
