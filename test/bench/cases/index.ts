import type { BenchCase } from '../harness/benchCase.ts';

/** In the order of the report. */
export const cases: readonly BenchCase[] = [];
