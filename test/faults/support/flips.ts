import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { SqliteStorage } from '../../../server/storage/sqlite/index.ts';

/** Somewhere in a folder where one bit can be turned. */
export type Flip =
  | { readonly at: 'file'; readonly file: string; readonly byte: number; readonly bit: number }
  | {
      readonly at: 'cell';
      readonly file: 'log' | 'blobs';
      readonly table: string;
      readonly column: string;
      /** Which row, which byte of what it holds: from 0 to 1. */
      readonly row: number;
      readonly byte: number;
      readonly bit: number;
    };

const cells: readonly (readonly ['log' | 'blobs', string, readonly string[]])[] = [
  ['log', 'updates', ['document', 'generation', 'seq', 'at', 'by', 'bytes', 'checksum']],
  ['log', 'heads', ['document', 'generation', 'seq', 'checksum', 'event', 'eventChecksum']],
  ['log', 'bindings', ['document', 'generation', 'client', 'user', 'checksum']],
  ['log', 'closedGenerations', ['document', 'generation', 'stateVector', 'at', 'checksum']],
  ['log', 'events', ['id', 'document', 'at', 'by', 'body', 'previous', 'checksum']],
  ['log', 'commands', ['document', 'id']],
  ['blobs', 'snapshots', ['document', 'generation', 'seq', 'bytes', 'checksum']],
  ['blobs', 'segments', ['hash', 'bytes']],
  ['blobs', 'ledgerSegments', ['ledger', 'hash']],
];

const pick = <Item>(random: () => number, list: readonly Item[]): Item =>
  list[Math.floor(random() * list.length)]!;

/** Half of them somewhere in the folder's files, half in what some row holds. */
export const drawFlip = (random: () => number, folder: string): Flip => {
  const bit = Math.floor(random() * 8);
  if (random() < 0.5) {
    const file = pick(random, readdirSync(folder).sort());
    return {
      at: 'file',
      file,
      byte: Math.floor(random() * readFileSync(join(folder, file)).length),
      bit,
    };
  }
  const [file, table, columns] = pick(random, cells);
  return {
    at: 'cell',
    file,
    table,
    column: pick(random, columns),
    row: random(),
    byte: random(),
    bit,
  };
};

/** Turns a bit of a file that nobody has open. */
export const flipInFile = (folder: string, { file, byte, bit }: Flip & { at: 'file' }): void => {
  const path = join(folder, file);
  const bytes = readFileSync(path);
  bytes[byte]! ^= 1 << bit;
  writeFileSync(path, bytes);
};

/** Turns a bit of what a row holds; nothing where a rule of the table forbids what comes of it. */
export const flipInCell = async (
  { files }: SqliteStorage,
  { file, table, column, row, byte, bit }: Flip & { at: 'cell' },
): Promise<void> => {
  const { writer } = file === 'log' ? files.log : files.blobs;
  const [from, held] = [sql.table(table), sql.ref(column)];
  await sql`pragma foreign_keys = off`.execute(writer);
  const { rows } = await sql<{ value: unknown }>`select ${held} as value from ${from}`.execute(
    writer,
  );
  const value = rows[Math.floor(row * rows.length)]?.value;
  const turned = turn(value, byte, bit);
  if (turned === null) return;
  const isText = typeof value === 'string';
  const next = isText ? sql`cast(${turned} as text)` : sql`${turned}`;
  // Of rows that hold the same, all: they are no less damaged.
  await sql`update or ignore ${from} set ${held} = ${next} where ${held} = ${value}`.execute(
    writer,
  );
};

const turn = (value: unknown, place: number, bit: number): Buffer | number | null => {
  if (typeof value === 'number') return value + (value & (1 << bit) ? -1 : 1) * 2 ** bit;
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return null;
  const bytes = Buffer.from(value as Uint8Array);
  if (bytes.length === 0) return null;
  bytes[Math.floor(place * bytes.length)]! ^= 1 << bit;
  return bytes;
};
