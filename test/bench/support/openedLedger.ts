import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { LightPerson, Place } from '../load/lightPerson.ts';
import { fillHocuspocus, fillSuanpan } from './filled.ts';
import { addPeople } from './manyPeople.ts';
import { type BenchServer, type ServerStart, startHocuspocus, startSuanpan } from './processes.ts';
import { untilIdle } from './untilIdle.ts';

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
  const { document } = await fillSuanpan(data, rows, rowsSeed);
  await fillHocuspocus(file, document, rows, rowsSeed);
  const ledger = document.slice('ledger/'.length);
  const strangers = Array.from({ length: people }, (_, index) => ({ id: `${index}`, cookie: '' }));
  const joined = await addPeople(data, ledger, people);
  await settle(data, ledger, joined[0]!);
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

/** Until a server has projected the rows there, which an API read waits for. */
const settle = async (data: string, ledger: string, { cookie }: LightPerson): Promise<void> => {
  const server = await startSuanpan(data);
  try {
    const rows = `${server.url}/api/ledgers/${ledger}/tables/customers/rows?limit=1`;
    const answer = await fetch(rows, { headers: { cookie } });
    if (!answer.ok) throw new Error(`${rows}: ${answer.status} ${await answer.text()}`);
    await untilIdle(server);
  } finally {
    await server.stop();
  }
};
