import { type ColumnContext, copyCell, showCell } from '../columns/index.ts';
import { type CellValue, type Column, type ColumnTypeId, isUnread } from '../model/index.ts';
import { foldText } from './fold.ts';

/** Types that people also look for as they are typed: 1200 for 1,200, 19900004821, 2023-05-06. */
const alsoAsTyped: ReadonlySet<ColumnTypeId> = new Set(['number', 'currency', 'date', 'phone']);

/** What "find" and "contains" look through: the folded text of the cell, as shown and as typed. */
export const textToSearch = (value: CellValue, column: Column, context: ColumnContext): string => {
  const shown = showCell(value, column, context);
  return alsoAsTyped.has(column.type) && !isUnread(value)
    ? foldText(`${shown}\n${copyCell(value, column, context)}`)
    : foldText(shown);
};
