import type { Computer } from '../../../client/workers/computeInWorker.ts';
import { openRowEngine, type RowEngine } from '../../../shared/formulas/engine/index.ts';

/** The real engine, in this thread: Node has no workers of the browser's kind. */
export const computeHere = (): Computer => {
  const engines = new Map<string, RowEngine>();
  return {
    compute: async (program, block) => {
      const engine = engines.get(program.fingerprint) ?? openRowEngine(program);
      engines.set(program.fingerprint, engine);
      return engine.compute(block);
    },
    close: () => {
      for (const engine of engines.values()) engine.close();
      engines.clear();
    },
  };
};
