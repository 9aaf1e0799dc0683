import { createRecentEngines } from '../../shared/formulas/engine/index.ts';
import type { ComputingAnswer, ComputingQuestion } from './computingMessages.ts';
import { serveParent } from './serveParent.ts';

/** Computes blocks of rows away from the event loop, one at a time; see `computing.ts`. */

/** Each holds some rows of a table. */
const mostEngines = 16;
const compute = createRecentEngines(mostEngines);

const answerTo = ({ program, block }: ComputingQuestion): ComputingAnswer => {
  try {
    return { ok: true, computed: compute(program, block) };
  } catch (error) {
    // Not its message: that may quote a cell, and goes to the log.
    return { ok: false, reason: error instanceof Error ? error.name : 'it failed' };
  }
};

serveParent(answerTo);
