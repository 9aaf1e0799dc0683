import type { CellValue, Column, Language } from '../model/index.ts';
import type { ColumnContext, ColumnType } from './columnType.ts';

const collators = new Map<Language, Intl.Collator>();

/** Pinyin order in Chinese; `Room 2` before `Room 10` in both languages. */
const collatorOf = (language: Language): Intl.Collator => {
  let collator = collators.get(language);
  if (collator === undefined) {
    collator = new Intl.Collator(language, { numeric: true });
    collators.set(language, collator);
  }
  return collator;
};

/** A total order of texts: as a dictionary has them, and by code units where it sees no difference. */
export const textOrder = (language: Language): ((a: string, b: string) => number) => {
  const { compare } = collatorOf(language);
  return (a, b) => compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
};

/** Ascending order of two cells that are neither empty nor unread. For many cells see `query/sort`. */
export const compareCells = (
  type: ColumnType,
  a: CellValue,
  b: CellValue,
  column: Column,
  context: ColumnContext,
): number => {
  const [first, second] = [type.sortKey(a, column, context), type.sortKey(b, column, context)];
  return typeof first === 'number' && typeof second === 'number'
    ? first - second
    : textOrder(context.language)(String(first), String(second));
};
