import type { Translated } from '../translated.ts';
import type { record as chinese } from '../zh/record.ts';

export const record: Translated<typeof chinese> = {};
