import type { ComputedBlock } from '../computed.ts';
import type { InputBlock } from '../inputs.ts';
import type { FormulaProgram } from '../program.ts';
import { openRowEngine, type RowEngine } from './rowEngine.ts';

/**
 * Computes blocks of any programs, with an engine for each of the `most` that were used last.
 * Throws what an engine throws; that one is not used again.
 */
export const createRecentEngines = (
  most: number,
): ((program: FormulaProgram, block: InputBlock) => ComputedBlock) => {
  /** By fingerprint, the one that was used last at the end. */
  const engines = new Map<string, RowEngine>();

  return (program, block) => {
    const { fingerprint } = program;
    const engine = engines.get(fingerprint) ?? openRowEngine(program);
    engines.delete(fingerprint);
    const computed = engine.compute(block);
    engines.set(fingerprint, engine);
    const [oldest] = engines;
    if (engines.size > most && oldest !== undefined) {
      engines.delete(oldest[0]);
      oldest[1].close();
    }
    return computed;
  };
};
