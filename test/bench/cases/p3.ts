import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchCase, Figures, Run } from '../harness/benchCase.ts';
import type { EditingJobs } from '../load/editing.ts';
import {
  type EditedLedger,
  editedColumn,
  fillHocuspocus,
  fillSuanpan,
} from '../support/editedLedger.ts';

import { startLoad } from '../support/loadProcess.ts';

const rows = 1_000;
const editors = 5;
const warmUpSeconds = 2;
const seconds = 10;

let ledgers: Readonly<Record<'ours' | 'A', EditedLedger>>;

const prepare = async (_size: number, folder: string): Promise<void> => {
  await mkdir(join(folder, 'A'));
  ledgers = {
    ours: await fillSuanpan(join(folder, 'ours'), rows, 1),
    A: await fillHocuspocus(join(folder, 'A'), rows),
  };
};

const edit = async ({ contender, size, folder }: Run): Promise<Figures> => {
  const who = contender === 'ours' ? 'ours' : 'A';
  const ledger = ledgers[who];
  const server = await ledger.start(folder);
  const load = startLoad<EditingJobs>('editing');
  try {
    const before = await server.cpu();
    const { latency, rate } = await load.ask('timeAcknowledgements', {
      contender: who,
      url: server.url.replace('http', 'ws'),
      document: ledger.document,
      headers: ledger.headersAt(server.url)[0]!,
      editors,
      perSecond: size,
      seconds,
      warmUpSeconds,
      rows: ledger.rows,
      column: editedColumn,
    });
    const cpu = (await server.cpu()) - before;
    return { ...latency, rate, cpu: cpu / (size * (warmUpSeconds + seconds)) };
  } finally {
    await load.end();
    await server.kill9();
  }
};

/** Durable acknowledgement under load. */
export const p3: BenchCase = {
  id: 'P3',
  title: 'An edit is acknowledged, 1,000 a second',
  work: `${editors} clients together set single cells in a ledger of 1,000 rows, evenly for ${seconds} s. From when an edit was due until its client is told that it is stored; baseline A says so of what it has in memory, and writes it to disk 2 to 10 s later.`,
  figures: [
    {
      id: 'p50',
      label: 'median',
      unit: 'ms',
      targets: [{ type: 'plus', of: 'A', value: 3 }],
    },
    { id: 'p95', label: '95 of 100', unit: 'ms', targets: [] },
    { id: 'p99', label: '99 of 100', unit: 'ms', targets: [{ type: 'atMost', value: 25 }] },
    { id: 'max', label: 'slowest', unit: 'ms', targets: [] },
    { id: 'cpu', label: "the server's CPU time for an edit", unit: 'ms', targets: [] },
    { id: 'rate', label: 'acknowledged a second', unit: 'count', targets: [] },
  ],
  contenders: ['ours', 'A'],
  sizeLabel: 'edits a second',
  size: 1_000,
  sizes: [],
  quickSize: 1_000,
  prepare,
  run: edit,
};
