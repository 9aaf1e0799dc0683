import type { BenchCase } from '../harness/benchCase.ts';
import { p1 } from './p1.ts';
import { p6 } from './p6.ts';

/** In the order of the report. */
export const cases: readonly BenchCase[] = [p1, p6];
