import { join } from 'node:path';
import type { BenchCase, Figures, Run } from '../harness/benchCase.ts';
import type { EditingJobs } from '../load/editing.ts';
import { type EditedLedger, editedColumn, fillSuanpan } from '../support/editedLedger.ts';

import { type LoadProcess, startLoad } from '../support/loadProcess.ts';
import { type BenchServer, startWebsocket } from '../support/processes.ts';

const rows = 1_000;
const editors = 20;
const people = 20;
const perSecond = 5;
const warmUpSeconds = 2;
const seconds = 10;

let ledger: EditedLedger;

const prepare = async (_size: number, folder: string): Promise<void> => {
  ledger = await fillSuanpan(join(folder, 'ours'), rows, people);
};

interface Place {
  readonly document: string;
  readonly rows: readonly string[];
  readonly headers: EditedLedger['headersAt'];
}

const watch = async (
  contender: 'ours' | 'W',
  server: BenchServer,
  load: LoadProcess<EditingJobs>,
  { document, rows, headers }: Place,
  { size, seed }: Run,
): Promise<Figures> => {
  const { byAll, byEach } = await load.ask('timeSightings', {
    contender,
    url: server.url.replace('http', 'ws'),
    document,
    headers: headers(server.url),
    editors,
    listeners: size - editors,
    perSecond,
    seconds,
    warmUpSeconds,
    rows,
    column: editedColumn,
    seed,
  });
  const { p50, p95, p99, max } = byAll;
  return { p50, p95, p99, max, eachP50: byEach.p50, eachP99: byEach.p99 };
};

const withLoad = async (
  server: BenchServer,
  work: (load: LoadProcess<EditingJobs>) => Promise<Figures>,
): Promise<Figures> => {
  const load = startLoad<EditingJobs>('editing');
  try {
    return await work(load);
  } finally {
    await load.end();
    await server.kill9();
  }
};

const run = async (run: Run): Promise<Figures> => {
  if (run.contender === 'ours') {
    const server = await ledger.start(run.folder);
    const place = { ...ledger, headers: ledger.headersAt };
    return withLoad(server, (load) => watch('ours', server, load, place, run));
  }
  const server = await startWebsocket();
  return withLoad(server, async (load) => {
    const document = 'ledger';
    const url = server.url.replace('http', 'ws');
    const ids = await load.ask('fillNested', { url, document, count: rows, seed: run.seed });
    return watch('W', server, load, { document, rows: ids, headers: () => [{}] }, run);
  });
};

/** One edit to everybody, while many look on. */
export const p4: BenchCase = {
  id: 'P4',
  title: 'An edit is seen by all of 200 clients',
  work: `Of all clients of one ledger of 1,000 rows ${editors} set ${perSecond} single cells a second each, at random moments for ${seconds} s. From when an edit was due until the last of the others has it: with ours it is on disk by then, baseline W keeps nothing. Those who edit have the document and its stock provider, the others a real socket that reads every update, alike with both.`,
  figures: [
    {
      id: 'p50',
      label: 'seen by all, median',
      unit: 'ms',
      targets: [{ type: 'plus', of: 'W', value: 4 }],
    },
    { id: 'p95', label: 'seen by all, 95 of 100', unit: 'ms', targets: [] },
    {
      id: 'p99',
      label: 'seen by all, 99 of 100',
      unit: 'ms',
      targets: [{ type: 'atMost', value: 50 }],
    },
    { id: 'max', label: 'seen by all, slowest', unit: 'ms', targets: [] },
    { id: 'eachP50', label: 'seen by one, median', unit: 'ms', targets: [] },
    { id: 'eachP99', label: 'seen by one, 99 of 100', unit: 'ms', targets: [] },
  ],
  contenders: ['ours', 'W'],
  sizeLabel: 'clients',
  size: 200,
  sizes: [],
  quickSize: 50,
  prepare,
  run,
};
