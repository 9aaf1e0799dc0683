import { openRowEngine } from '../../shared/formulas/engine/index.ts';
import type { FormulaProgram } from '../../shared/formulas/index.ts';
import type { ComputingAnswer, ComputingQuestion } from './computingMessages.ts';
import { serveParent } from './serveParent.ts';

/** Computes blocks of rows away from the event loop, one at a time; see `computing.ts`. */

type RowEngine = ReturnType<typeof openRowEngine>;

/** Each holds one row of a table. */
const mostEngines = 16;
/** By fingerprint, the one that was used last at the end. */
const engines = new Map<string, RowEngine>();

const engineOf = (program: FormulaProgram): RowEngine => {
  const { fingerprint } = program;
  const engine = engines.get(fingerprint) ?? openRowEngine(program);
  engines.delete(fingerprint);
  engines.set(fingerprint, engine);
  if (engines.size > mostEngines) {
    const [oldest, unused] = engines.entries().next().value!;
    engines.delete(oldest);
    unused.close();
  }
  return engine;
};

const answerTo = ({ program, block }: ComputingQuestion): ComputingAnswer => {
  try {
    return { ok: true, computed: engineOf(program).compute(block) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
};

serveParent(answerTo);
