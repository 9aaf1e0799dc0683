import type { Simulation } from './support/simulate.ts';

/** Seeds that once failed, each with what was wrong. None is taken out. */
export const failingSeeds: readonly (Simulation & { readonly because: string })[] = [
  {
    seed: 15,
    steps: 60,
    storage: 'memory',
    because: 'a connection that never said a word was waited for without end',
  },
];
