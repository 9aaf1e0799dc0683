import type { BenchCase } from '../harness/benchCase.ts';
import { p1 } from './p1.ts';
import { p3 } from './p3.ts';
import { p4 } from './p4.ts';
import { p5 } from './p5.ts';
import { p6, p6Large } from './p6.ts';
import { p7 } from './p7.ts';
import { p11 } from './p11.ts';
import { p12 } from './p12.ts';
import { p15 } from './p15.ts';

/** In the order of the report. */
export const cases: readonly BenchCase[] = [p1, p3, p4, p5, p6, p6Large, p7, p11, p12, p15];
