import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BenchCase, Figures, Run } from '../harness/benchCase.ts';
import type { EditingJobs } from '../load/editing.ts';
import {
  type EditedLedger,
  editedColumn,
  fillHocuspocus,
  fillSuanpan,
} from '../support/editedLedger.ts';

import { type LoadProcess, startLoad } from '../support/loadProcess.ts';
import { untilQuiet, untilWritten, written } from '../support/written.ts';

type Who = 'ours' | 'A';

/** Beyond that A takes minutes for each edit, and gigabytes. */
const mostRowsOfA = 100_000;
const perSecond = 1_000;
const seconds = 10;
/** Longer than the projection takes to notice: the next edit must not share its transaction. */
const ourPause = 1_300;
/** A stores 2 s after the last edit. */
const storedAfter = 2_000;
const patience = 120_000;
/** Of what A keeps, each time that it stores: some of it is its own bookkeeping. */
const sureToBeWritten = 0.8;

let ledgers: Partial<Record<Who, EditedLedger>> = {};

const prepare = async (size: number, folder: string): Promise<void> => {
  const filled = join(folder, 'filled');
  await rm(filled, { recursive: true, force: true });
  await mkdir(join(filled, 'A'), { recursive: true });
  ledgers = { ours: await fillSuanpan(join(filled, 'ours'), size, 1) };
  if (size <= mostRowsOfA) ledgers.A = await fillHocuspocus(join(filled, 'A'), size);
};

interface Edited {
  readonly edits: number;
  /** Of their updates. */
  readonly bytes: number;
}
/** Edits as somebody would who works alone, or as many do, until the server has nothing left to do. */
type Editing = (load: LoadProcess<EditingJobs>, pid: number, stateBytes: number) => Promise<Edited>;

const alone: Record<Who, Editing> = {
  ours: async (load, pid) => {
    const edits = 60;
    const bytes = await load.ask('editAlone', { edits, pause: ourPause });
    await untilQuiet(pid);
    return { edits, bytes };
  },
  A: async (load, pid, stateBytes) => {
    const edits = 3;
    let bytes = 0;
    for (let edit = 0; edit < edits; edit++) {
      const before = written(pid);
      bytes += await load.ask('editAlone', { edits: 1, pause: 0 });
      await untilWritten(pid, before + stateBytes, patience);
      await untilQuiet(pid);
    }
    return { edits, bytes };
  },
};

const together: Editing = async (load, pid) => {
  const bytes = await load.ask('editOn', { perSecond, seconds });
  await setTimeout(2 * storedAfter);
  await untilQuiet(pid);
  return { edits: perSecond * seconds, bytes };
};

/** Of one edit: what it and all that it causes has the server write, and its update's size. */
const perEdit = async (
  who: Who,
  folder: string,
  edit: Editing,
): Promise<{ readonly written: number; readonly update: number }> => {
  await mkdir(folder);
  const ledger = ledgers[who]!;
  const server = await ledger.start(folder);
  const load = startLoad<EditingJobs>('editing');
  try {
    await load.ask('openAlone', {
      contender: who,
      url: server.url.replace('http', 'ws'),
      document: ledger.document,
      headers: ledger.headersAt(server.url)[0]!,
      rows: ledger.rows,
      column: editedColumn,
    });
    // What a server writes after its start, or for a client that it has not known, is not counted.
    await load.ask('editAlone', { edits: 1, pause: 2 * storedAfter });
    await untilQuiet(server.pid);
    const before = written(server.pid);
    const { edits, bytes } = await edit(load, server.pid, ledger.bytes * sureToBeWritten);
    const own = written(process.pid);
    // When a process has ended, the kernel counts what it wrote as its parent's: so what was put
    // off until the files were closed is counted too.
    await server.stop();
    const all = written(process.pid);
    return {
      written: (all - own - before) / edits,
      update: bytes / edits,
    };
  } finally {
    await load.end();
    await server.kill9();
  }
};

const run = async ({ contender, folder }: Run): Promise<Figures> => {
  const who = contender === 'ours' ? 'ours' : 'A';
  const lone = await perEdit(who, join(folder, 'alone'), alone[who]);
  const many = await perEdit(who, join(folder, 'together'), together);
  return {
    lone: lone.written,
    loneTimes: lone.written / lone.update,
    many: many.written,
    manyTimes: many.written / many.update,
    update: lone.update,
  };
};

/** What reaches the disk for one cell. */
export const p5: BenchCase = {
  id: 'P5',
  title: 'Bytes written to disk for an edit of one cell',
  work: `One client sets single cells all over the ledger: by themselves, each when the one before is stored and projected, and ${perSecond.toLocaleString('en')} a second for ${seconds} s. Counted is all that the server's process writes because of them until it has ended: log, checkpoints, snapshots, projection.`,
  figures: [
    {
      id: 'lone',
      label: 'an edit by itself',
      unit: 'bytes',
      targets: [{ type: 'ratio', of: 'A', factor: 1 / 5_000 }],
    },
    {
      id: 'loneTimes',
      label: 'an edit by itself, as a multiple of its update',
      unit: 'count',
      targets: [{ type: 'atMost', value: 20 }],
    },
    { id: 'many', label: 'one of 1,000 a second', unit: 'bytes', targets: [] },
    {
      id: 'manyTimes',
      label: 'one of 1,000 a second, as a multiple of its update',
      unit: 'count',
      targets: [{ type: 'atMost', value: 20 }],
    },
    { id: 'update', label: 'update of an edit', unit: 'bytes', targets: [] },
  ],
  contenders: ['ours', 'A'],
  sizeLabel: 'rows',
  size: 100_000,
  sizes: [1_000, 10_000, 100_000, 1_000_000],
  quickSize: 10_000,
  runTimeout: 900,
  remark:
    'A lone edit cannot come near 20 times its update: SQLite writes whole pages, of 1 KiB here, and an edit touches five of the log (update, event, head, and the keys of two of them) and two of the projection, each once in the write-ahead log and once at the next checkpoint. Of edits that come together those of one commit share them; still each is kept as an update and as an event that names row, column, values, time and person, and as its row in the projection. Disks write blocks of 4 KiB, with every contender alike.',
  canRun: (contender, size) => contender === 'ours' || size <= mostRowsOfA,
  prepare,
  run,
};
