import { fileURLToPath } from 'node:url';
import type { BenchCase, Target } from '../harness/benchCase.ts';
import type { FormulaWork } from '../load/formulaWork.ts';
import { runForAnswer } from '../support/runForAnswer.ts';

const program = fileURLToPath(new URL('../load/formulaWork.ts', import.meta.url));

/** Size and seed → what the first contender computed; the others must agree. */
const agreed = new Map<string, string>();

const atMost = (value: number): readonly Target[] => [{ type: 'atMost', value }];

export const p7: BenchCase = {
  id: 'P7',
  title: 'A formula over many rows',
  work: 'The tier of customers, `=IF(AND([@成交次数]>=3,[@客单价]>=5000),"A",IF(OR([@成交次数]>=2,[@意向]="明确"),"B","C"))`, in a fresh process: of all rows, with making the engine; of two fifths of the rows, whose inputs changed at once; of one changed row (the median of 101 in each run). The clock takes in handing over inputs and reading results. Ours computes as the page’s worker does. Every result is compared with H’s; a difference fails the run.',
  figures: [
    { id: 'all', label: 'all rows', unit: 'ms', targets: atMost(800) },
    {
      id: 'many',
      label: 'two fifths changed at once',
      unit: 'ms',
      targets: [{ type: 'ratio', of: 'H', factor: 1 / 50 }],
    },
    { id: 'one', label: 'one row changed', unit: 'ms', targets: atMost(1) },
  ],
  contenders: ['ours', 'H'],
  sizeLabel: 'rows',
  size: 50_000,
  sizes: [1_000, 10_000, 50_000, 100_000, 1_000_000],
  quickSize: 2_000,
  // `batch()` with undo on, which it is unless set otherwise, is quadratic.
  canRun: (contender, size) => contender === 'ours' || size <= 50_000,
  remark:
    'H is not asked for more than 50,000 rows: changing many at once takes it time with the square of their number.',
  run: async ({ contender, size, seed }) => {
    const args = ['--import', 'tsx', program, contender, String(size), String(seed)];
    const { all, many, one, results } = await runForAnswer<FormulaWork>(args);
    const key = `${size}/${seed}`;
    const other = agreed.get(key) ?? results;
    if (other !== results) throw new Error(`results differ between contenders (seed ${seed})`);
    agreed.set(key, results);
    return { all, many, one };
  },
};
