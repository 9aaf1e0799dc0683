import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../../../shared/sample/index.ts';
import type { BenchCase } from '../harness/benchCase.ts';
import { type Filled, fillHocuspocus, fillSuanpan } from '../support/filled.ts';
import { benchColumns } from '../support/rows.ts';
import { runForAnswer } from '../support/runForAnswer.ts';

interface Loaded {
  readonly time: number;
  readonly heap: number;
  readonly bytes: number;
  readonly rows: number;
  readonly cells: number;
}

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const loaders = {
  ours: ['--expose-gc', '--import', 'tsx', path('../load/loadLedger.ts')],
  // With Node's own limit it could not go on to where its size is interesting.
  A: ['--expose-gc', '--max-old-space-size=8192', path('../peers/loadState.mjs')],
};
/** The same rows in every repetition. */
const rowsSeed = 1;
const megabyte = 1e6;

let filled: { readonly ours: Filled; readonly folder: string; readonly file: string } | null = null;

const canRun: BenchCase['canRun'] = (contender, size) => contender === 'ours' || size <= 100_000;

export const p1: BenchCase = {
  id: 'P1',
  title: 'Loading a ledger',
  work: 'A fresh process loads a ledger of 20 columns from its bytes, which are in memory, and reads a cell of each column of a random row. The bytes are those that the server has stored, unpacked; what is in use afterwards is counted after collecting the garbage.',
  figures: [
    { id: 'time', label: 'until a row was read', unit: 'ms', targets: [ratio(100)] },
    { id: 'heap', label: 'memory in use', unit: 'MB', targets: [ratio(20)] },
    { id: 'bytes', label: 'bytes to load', unit: 'MB', targets: [ratio(2)] },
  ],
  contenders: ['ours', 'A'],
  sizeLabel: 'rows',
  size: 100_000,
  sizes: [1_000, 10_000, 100_000, 1_000_000],
  quickSize: 1_000,
  runTimeout: 600,
  canRun,
  remark:
    'A is not asked to load a million rows: its state alone would be 0.6 GB, and loading it takes more than 10 GB of memory.',
  prepare: async (size, parent) => {
    const folder = join(parent, `ours-${size}`);
    const file = join(parent, `a-${size}.sqlite`);
    const ours = await fillSuanpan(folder, size, rowsSeed);
    if (canRun('A', size)) await fillHocuspocus(file, ours.document, size, rowsSeed);
    filled = { ours, folder, file };
  },
  run: async ({ contender, size, seed }) => {
    const { ours, folder, file } = filled!;
    const at = contender === 'ours' ? folder : file;
    const random = String(seededRandom(seed)());
    const args = [...loaders[contender === 'ours' ? 'ours' : 'A'], at, ours.document, random];
    const { time, heap, bytes, rows, cells } = await runForAnswer<Loaded>(args);
    if (rows !== size || cells !== benchColumns.length)
      throw new Error(`${rows} rows and ${cells} cells of one were found`);
    return { time, heap: heap / megabyte, bytes: bytes / megabyte };
  },
};

function ratio(times: number) {
  return { type: 'ratio', of: 'A', factor: 1 / times } as const;
}
