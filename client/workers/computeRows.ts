import { openRowEngine, type RowEngine } from '../../shared/formulas/engine/index.ts';
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

const engines = new Map<string, RowEngine>();

const engineOf = (program: FormulaProgram): RowEngine => {
  const known = engines.get(program.fingerprint);
  const engine = known ?? openRowEngine(program);
  // The one that was used last stands last.
  engines.delete(program.fingerprint);
  engines.set(program.fingerprint, engine);
  const [oldest] = engines.keys();
  if (engines.size > mostEngines && oldest !== undefined) {
    engines.get(oldest)?.close();
    engines.delete(oldest);
  }
  return engine;
};

addEventListener('message', ({ data: { id, program, block } }: MessageEvent<ComputeJob>) => {
  try {
    postMessage({ id, computed: engineOf(program).compute(block) } satisfies ComputeAnswer);
  } catch (thrown) {
    engines.delete(program.fingerprint);
    postMessage({ id, failure: String(thrown) } satisfies ComputeAnswer);
  }
});

postMessage({ id: null } satisfies ComputeAnswer);
