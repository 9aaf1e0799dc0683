import type { Simulation } from './support/simulate.ts';

/** Seeds that once failed, each with what was wrong. None is taken out. */
export const failingSeeds: readonly (Simulation & { readonly because: string })[] = [
  {
    ...{ seed: 1058, steps: 200, storage: 'memory' },
    because: 'an overruled offline edit was sent without its value, and no conflict was recorded',
  },
  {
    ...{ seed: 1022, steps: 200, storage: 'memory' },
    because: 'a tab that was taken for dead forgot what it wrote since',
  },
  {
    ...{ seed: 1013, steps: 200, storage: 'memory' },
    because: 'a connection that led nowhere was never given up',
  },
  {
    ...{ seed: 3056, steps: 200, storage: 'memory' },
    because: 'a page that was closed connected again and stayed',
  },
  {
    seed: 31024,
    steps: 200,
    storage: 'memory',
    because:
      'a pause of the projection went by the clock of the machine, and not of the simulation',
  },
];
