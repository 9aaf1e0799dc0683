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

/** Chinese is written first; its keys are the keys. One file an area. */
export const texts = {
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
} as const;

/** The shape of the texts of any language. */
export type Texts = Worded<typeof texts>;
type Worded<T> = { readonly [K in keyof T]: T[K] extends string ? string : Worded<T[K]> };
