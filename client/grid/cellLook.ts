import {
  asColumnHolds,
  type ColumnContext,
  columnTypeOf,
  showCell,
} from '../../shared/columns/index.ts';
import { shownName } from '../../shared/columns/named.ts';
import {
  type CellValue,
  type Column,
  isEmpty,
  isFormulaError,
  isUnread,
} from '../../shared/model/index.ts';
import { type GradeRank, gradeOf } from '../cells/grades.ts';

/** What is drawn in one cell. */
export interface CellLook {
  readonly shape: 'empty' | 'text' | 'chips' | 'tick' | 'unread' | 'error';
  /** The whole cell in words, for screen readers too. */
  readonly text: string;
  readonly align: 'left' | 'right' | 'center';
  /** For a computed number: the same with ever fewer digits after its point, for narrow columns. */
  readonly shorter?: readonly string[];
  readonly chips: readonly Chip[];
  readonly ticked: boolean;
}

export interface Chip {
  readonly text: string;
  /** One of `optionColors`, or null. */
  readonly color: string | null;
  /** For a grade, which has no colour of its own. */
  readonly grade?: GradeRank;
}

/** Where the cells of a column stand, and its header with them. */
export const alignOf = (column: Column): CellLook['align'] => {
  if (column.type !== 'formula') return columnTypeOf(column).align;
  if (column.settings.result === 'number') return 'right';
  return column.settings.result === 'checkbox' ? 'center' : 'left';
};

/**
 * How a value looks in a column: tags, options and grades as chips, ticks as boxes, the rest as
 * text.
 */
export const lookOf = (value: CellValue, column: Column, context: ColumnContext): CellLook => {
  const held = asColumnHolds(value, column);
  const align = alignOf(column);
  if (isUnread(held)) return plain('unread', oneLine(held.unread), 'left');
  if (isFormulaError(held)) return plain('error', held.error, align);
  if (column.type === 'checkbox' || (column.type === 'formula' && typeof held === 'boolean'))
    return { ...plain('tick', showCell(held, column, context), align), ticked: held === true };
  if (isEmpty(held)) return plain('empty', '', align);
  const text = showCell(held, column, context);
  const chips = chipsOf(held, column, context);
  if (chips.length > 0) return { ...plain('chips', text, align), chips };
  const look = plain('text', oneLine(text), align);
  if (column.type !== 'formula' || typeof held !== 'number' || Number.isInteger(held)) return look;
  return { ...look, shorter: rounded(held, column, context) };
};

/** As in Excel, a computed number that does not fit is rounded, where a cut one would be wrong. */
const rounded = (value: number, column: Column, context: ColumnContext): readonly string[] =>
  [6, 4, 3, 2, 1, 0].map((decimals) => showCell(Number(value.toFixed(decimals)), column, context));

const noChips: readonly Chip[] = [];

const plain = (shape: CellLook['shape'], text: string, align: CellLook['align']): CellLook => ({
  shape,
  text,
  align,
  chips: noChips,
  ticked: false,
});

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ');

const chipsOf = (value: CellValue, column: Column, context: ColumnContext): readonly Chip[] => {
  const grade = gradeOf(value, column);
  if (grade !== null) return [{ text: showCell(value, column, context), color: null, grade }];
  if (column.type !== 'select' && column.type !== 'tags') return noChips;
  const members = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  const words = members.flatMap(
    (id) => (column.type === 'select' ? context.option(column, id) : context.tag(id)) ?? [],
  );
  // In the team's order, as everywhere; sets are stored by id.
  if (words.length > 1) words.sort((a, b) => (a.order < b.order ? -1 : 1));
  return words.map((word) => ({
    text: shownName(word, word.id, context.language),
    color: word.color,
  }));
};
