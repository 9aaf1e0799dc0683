import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchCase } from '../harness/benchCase.ts';
import type { LedgerReaderJobs } from '../load/ledgerReader.ts';
import { type Filled, fillHocuspocus, fillSuanpan, project } from '../support/filled.ts';
import { startLoad } from '../support/loadProcess.ts';
import { type BenchServer, startHocuspocus, startSuanpan } from '../support/processes.ts';

/** The same rows in every repetition. */
const rowsSeed = 1;
const megabyte = 1e6;
/** Of quiet after the ledger was loaded, in ms: what a server does then is part of having it open. */
const settling = 3_000;

let filled: { readonly ours: Filled; readonly folder: string; readonly file: string } | null = null;

const canRun: BenchCase['canRun'] = (contender, size) => contender === 'ours' || size <= 100_000;

/** Bytes that the server has resident over what it had before anybody came. */
const grownBy = async (server: BenchServer, idle: number, open: Open): Promise<number> => {
  const reader = startLoad<LedgerReaderJobs>('ledgerReader');
  try {
    const rows = await reader.ask('open', { url: server.url, ...open });
    if (rows !== open.rows) throw new Error(`${rows} rows of ${open.rows} were found`);
    await new Promise((resolve) => setTimeout(resolve, settling));
    return server.memory().rss - idle;
  } finally {
    await reader.end();
  }
};

interface Open extends Filled {
  readonly isOurs: boolean;
  readonly rows: number;
}

export const p12: BenchCase = {
  id: 'P12',
  title: 'Server memory',
  work: 'A server that was just started with an empty data folder, and one on which a client has loaded a ledger of 20 columns and keeps it open: resident memory of the second, with all processes that it started, over that of the first.',
  figures: [
    {
      id: 'grown',
      label: 'resident memory over an idle server',
      unit: 'MB',
      targets: [{ type: 'ratio', of: 'A', factor: 1 / 5 }],
    },
    { id: 'idle', label: 'resident memory of an idle server', unit: 'MB', targets: [] },
    { id: 'peak', label: 'the most that was resident', unit: 'MB', targets: [] },
  ],
  contenders: ['ours', 'A'],
  sizeLabel: 'rows',
  size: 100_000,
  sizes: [1_000, 10_000, 100_000, 1_000_000],
  quickSize: 1_000,
  runTimeout: 1_200,
  canRun,
  remark: 'A is not asked for a million rows: see P1.',
  prepare: async (size, parent) => {
    const folder = join(parent, `ours-${size}`);
    const file = join(parent, `a-${size}.sqlite`);
    const ours = await fillSuanpan(folder, size, rowsSeed);
    await project(folder, ours);
    if (canRun('A', size)) await fillHocuspocus(file, ours.document, size, rowsSeed);
    filled = { ours, folder, file };
  },
  run: async ({ contender, size, folder }) => {
    const isOurs = contender === 'ours';
    const { ours, folder: data, file } = filled!;
    const start = (at: string): Promise<BenchServer> =>
      isOurs ? startSuanpan(at) : startHocuspocus(at, { nodeArgs: ['--max-old-space-size=8192'] });
    const empty = join(folder, isOurs ? 'empty' : 'empty.sqlite');
    if (isOurs) await mkdir(empty);
    const idleServer = await start(empty);
    await new Promise((resolve) => setTimeout(resolve, settling));
    const idle = idleServer.memory().rss;
    await idleServer.stop();

    const server = await start(isOurs ? data : file);
    try {
      const grown = await grownBy(server, idle, { ...ours, isOurs, rows: size });
      const { peak } = server.memory();
      return { grown: grown / megabyte, idle: idle / megabyte, peak: peak / megabyte };
    } finally {
      await server.stop();
    }
  },
};
