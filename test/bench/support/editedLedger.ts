import { cp, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  fillSuanpan as fillDataFolder,
  fillHocuspocus as fillHocuspocusFile,
  project,
} from './filled.ts';
import { addPeople } from './manyPeople.ts';
import { type BenchServer, startHocuspocus, startSuanpan } from './processes.ts';
import { benchRows } from './rows.ts';

/** A ledger to edit, as one contender keeps it: copied for each run. */
export interface EditedLedger {
  readonly document: string;
  /** With which each person who may edit it connects to a server at `url`. */
  headersAt(url: string): readonly Readonly<Record<string, string>>[];
  /** Ids of rows, from everywhere in it. */
  readonly rows: readonly string[];
  /** What is kept of it, in bytes. */
  readonly bytes: number;
  /** Starts a server on a copy of it, in `folder`. */
  start(folder: string): Promise<BenchServer>;
}

/** The column that is edited. */
export const editedColumn = 'note';

/** The same rows in every repetition. */
const seed = 1;
const mostRows = 1_000;

/** Makes `folder` a data folder of ours. */
export const fillSuanpan = async (
  folder: string,
  count: number,
  people: number,
): Promise<EditedLedger> => {
  const filled = await fillDataFolder(folder, count, seed);
  const { document } = filled;
  const [, ledger = ''] = document.split('/');
  const signedIn = await addPeople(folder, ledger, people);
  await project(folder, filled);
  return {
    document,
    headersAt: (url) => signedIn.map(({ cookie }) => ({ cookie, origin: url })),
    rows: someRows(count),
    bytes: (await stat(join(folder, 'blobs.db'))).size,
    start: async (copy) => {
      await cp(folder, copy, { recursive: true });
      return startSuanpan(copy);
    },
  };
};

/** The same rows in baseline A's file, in a folder that exists. */
export const fillHocuspocus = async (folder: string, count: number): Promise<EditedLedger> => {
  const file = join(folder, 'hocuspocus.db');
  await fillHocuspocusFile(file, 'ledger', count, seed);
  return {
    document: 'ledger',
    headersAt: () => [{}],
    rows: someRows(count),
    bytes: (await stat(file)).size,
    start: async (copy) => {
      const copied = join(copy, 'hocuspocus.db');
      await cp(file, copied);
      return startHocuspocus(copied);
    },
  };
};

/** Ids of up to a thousand of `count` benchmark rows. */
export const someRows = (count: number): readonly string[] => {
  const step = Math.max(1, Math.floor(count / mostRows));
  const ids: string[] = [];
  let index = 0;
  for (const { id } of benchRows(count, seed)) if (index++ % step === 0) ids.push(id);
  return ids.slice(0, mostRows);
};
