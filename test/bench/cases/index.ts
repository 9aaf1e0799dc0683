import type { BenchCase } from '../harness/benchCase.ts';
import { p1 } from './p1.ts';
import { p6, p6Large } from './p6.ts';
import { p7 } from './p7.ts';
import { p11 } from './p11.ts';
import { p12 } from './p12.ts';
import { p15 } from './p15.ts';

/** In the order of the report. */
export const cases: readonly BenchCase[] = [p1, p6, p6Large, p7, p11, p12, p15];
