import type { Translated } from '../translated.ts';
import type { note as chinese } from '../zh/note.ts';

export const note: Translated<typeof chinese> = {};
