import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { LightPerson, Place } from '../load/lightPerson.ts';
import { fillHocuspocus, fillSuanpan, project } from './filled.ts';
import { addPeople } from './manyPeople.ts';
import { type BenchServer, type ServerStart, startHocuspocus, startSuanpan } from './processes.ts';

/** A ledger that many people open, as one contender keeps it. */
export interface OpenedLedger {
  readonly document: string;
  readonly people: readonly LightPerson[];
  /** Starts a server on a copy of it in `folder`. */
  start(folder: string): Promise<BenchServer>;
  /** Starts one on what another left in `folder`. */
  startAgain(folder: string, start: ServerStart): Promise<BenchServer>;
}

export type OpenedLedgers = Readonly<Record<Place['contender'], OpenedLedger>>;

/** The same rows in every repetition. */
const rowsSeed = 1;
const stockFile = 'hocuspocus.sqlite';

/** The same rows for both, in `parent`. */
export const fillLedgers = async (
  parent: string,
  rows: number,
  people: number,
): Promise<OpenedLedgers> => {
  const data = join(parent, `ours-${rows}`);
  const file = join(parent, `a-${rows}.sqlite`);
  const filled = await fillSuanpan(data, rows, rowsSeed);
  const { document } = filled;
  await fillHocuspocus(file, document, rows, rowsSeed);
  const ledger = document.slice('ledger/'.length);
  const strangers = Array.from({ length: people }, (_, index) => ({ id: `${index}`, cookie: '' }));
  const joined = await addPeople(data, ledger, people);
  await project(data, filled);
  return {
    ours: {
      document,
      people: joined,
      start: async (folder) => {
        await cp(data, folder, { recursive: true });
        return startSuanpan(folder);
      },
      startAgain: startSuanpan,
    },
    A: {
      document,
      people: strangers,
      start: async (folder) => {
        await cp(file, join(folder, stockFile));
        return startHocuspocus(join(folder, stockFile));
      },
      startAgain: (folder, start) => startHocuspocus(join(folder, stockFile), start),
    },
  };
};
