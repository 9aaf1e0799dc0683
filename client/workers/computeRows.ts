import { createRecentEngines } from '../../shared/formulas/engine/index.ts';
import type { ComputedBlock, FormulaProgram, InputBlock } from '../../shared/formulas/index.ts';

/** To this worker: one block at a time is computed, in the order in which they came. */
export interface ComputeJob {
  readonly id: number;
  readonly program: FormulaProgram;
  readonly block: InputBlock;
}

/** From it; `id` is null once, when it is ready for the first job. */
export type ComputeAnswer =
  | { readonly id: null }
  | { readonly id: number; readonly computed: ComputedBlock }
  | { readonly id: number; readonly failure: string };

/** Engines of so many programs are kept: one a table, and some that were on trial. */
const mostEngines = 12;
const compute = createRecentEngines(mostEngines);

addEventListener('message', ({ data: { id, program, block } }: MessageEvent<ComputeJob>) => {
  try {
    postMessage({ id, computed: compute(program, block) } satisfies ComputeAnswer);
  } catch (thrown) {
    postMessage({ id, failure: String(thrown) } satisfies ComputeAnswer);
  }
});

postMessage({ id: null } satisfies ComputeAnswer);
