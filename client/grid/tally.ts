import type { Area } from '../../shared/intake/area.ts';
import { type Column, isEmpty } from '../../shared/model/index.ts';
import type { Steps } from '../../shared/query/index.ts';
import type { TableRows } from '../store/store.ts';

/** What the status bar says of the selection, as Excel does. */
export interface Tally {
  /** Cells that are not empty. */
  readonly filled: number;
  /** Cells that hold a number. */
  readonly numbers: number;
  readonly sum: number;
}

/** Goes over the selected cells, column by column. Steps take about a millisecond. */
export function* tallySteps(
  areas: readonly Area[],
  columns: readonly Column[],
  rows: ArrayLike<number>,
  table: Pick<TableRows, 'scan'>,
): Steps<Tally> {
  let filled = 0;
  let numbers = 0;
  let sum = 0;
  for (const { x, y, width, height } of areas)
    for (const column of columns.slice(x, x + width)) {
      const read = table.scan(column.id);
      for (let at = y; at < y + height; at++) {
        const value = read(rows[at]!);
        if (!isEmpty(value)) filled++;
        if (typeof value === 'number') {
          numbers++;
          sum += value;
        }
        if (at % 2048 === 2047) yield;
      }
    }
  return { filled, numbers, sum };
}
