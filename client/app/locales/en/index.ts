import type { Translated } from '../translated.ts';
import type { texts as chinese } from '../zh/index.ts';
import { board } from './board.ts';
import { unread } from './columns.ts';
import { formula } from './formula.ts';
import { grid } from './grid.ts';
import { note } from './note.ts';
import { problem } from './problems.ts';
import { record } from './record.ts';
import { settings } from './settings.ts';
import { settle } from './settle.ts';
import { shell } from './shell.ts';
import { welcome } from './welcome.ts';

export const texts: Translated<typeof chinese> = {
  shell,
  welcome,
  settings,
  settle,
  problem,
  unread,
  grid,
  board,
  record,
  note,
  formula,
};
