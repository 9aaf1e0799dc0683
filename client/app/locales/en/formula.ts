import type { Translated } from '../translated.ts';
import type { formula as chinese } from '../zh/formula.ts';

export const formula: Translated<typeof chinese> = {};
