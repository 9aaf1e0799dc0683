import type { BenchCase } from '../harness/benchCase.ts';
import { p1 } from './p1.ts';
import { p6, p6Large } from './p6.ts';
import { p7 } from './p7.ts';
import { p12 } from './p12.ts';

/** In the order of the report. */
export const cases: readonly BenchCase[] = [p1, p6, p6Large, p7, p12];
