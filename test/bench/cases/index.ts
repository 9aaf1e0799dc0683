import type { BenchCase } from '../harness/benchCase.ts';
import { p6, p6Large } from './p6.ts';

/** In the order of the report. */
export const cases: readonly BenchCase[] = [p6, p6Large];
