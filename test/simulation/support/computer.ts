import type { Computer } from '../../../client/workers/computeInWorker.ts';
import { openRowEngine, type RowEngine } from '../../../shared/formulas/engine/index.ts';

const engines = new Map<string, RowEngine>();
const mostEngines = 50;

/** The real engine, in this thread; one for all tabs and servers, because it holds nothing. */
export const computer: Computer = {
  compute: async (program, block) => {
    const engine = engines.get(program.fingerprint) ?? openRowEngine(program);
    if (!engines.has(program.fingerprint) && engines.size >= mostEngines) {
      for (const old of engines.values()) old.close();
      engines.clear();
    }
    engines.set(program.fingerprint, engine);
    return engine.compute(block);
  },
  close: () => {},
};
