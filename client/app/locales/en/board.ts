import type { Translated } from '../translated.ts';
import type { board as chinese } from '../zh/board.ts';

export const board: Translated<typeof chinese> = {};
