import { type CellValue, type Column, isFormulaError, type Name, nameIn } from '../model/index.ts';
import { checkbox } from './checkbox.ts';
import type { ColumnContext, ColumnType } from './columnType.ts';
import { date } from './date.ts';
import { number } from './number.ts';
import { text } from './text.ts';

/**
 * What follows from the other cells of a row. Results are shown, sorted and copied as values of the
 * kind that the column says; one of another kind is shown as it is. Nobody writes here.
 */
export const formula: ColumnType = {
  id: 'formula',
  align: 'left',
  parse: (typed) => (typed === '' ? { ok: true, value: null } : { ok: false, reason: 'computed' }),
  format: (value, column, context) => show(inFewDigits(value), column, context, 'format'),
  validate: () => true,
  sortKey: (value, column, context) => {
    const { result, grades } = column.settings;
    if (grades !== undefined) {
      const place = grades.indexOf(String(value));
      return place < 0 ? grades.length : place;
    }
    if (result === 'number') return typeof value === 'number' ? value : behindNumbers;
    if (result === 'date')
      return date.validate(value, resultColumn)
        ? date.sortKey(value, column, context)
        : behindNumbers;
    if (result === 'checkbox') return value === true ? 1 : 0;
    return show(value, column, context, 'format');
  },
  copy: (value, column, context) => show(value, column, context, 'copy'),
  // Where an error comes from is told by column ids, which the API does not have.
  toJson: (value) => (isFormulaError(value) ? { error: value.error } : value),
  fromJson: () => ({ ok: false, reason: 'computed' }),
};

/** As Excel shows what nobody has said a format of: a third is 0.3333333333, whole numbers are whole. */
const mostDigits = 10;

const inFewDigits = (value: CellValue): CellValue => {
  if (typeof value !== 'number' || Number.isInteger(value)) return value;
  const whole = Math.trunc(Math.abs(value)).toString().length;
  return whole >= mostDigits ? Math.round(value) : Number(value.toPrecision(mostDigits));
};

/** Where errors and results of another kind stand among numbers. */
const behindNumbers = 2 ** 51;

/** The type that shows results of this kind. */
const typeOfResult = (value: CellValue, { settings }: Column): ColumnType => {
  if (typeof value === 'boolean') return checkbox;
  if (typeof value === 'number') return number;
  return settings.result === 'date' && date.validate(value, resultColumn) ? date : text;
};

const resultColumn = { settings: {} } as Column;

const show = (
  value: CellValue,
  column: Column,
  context: ColumnContext,
  how: 'format' | 'copy',
): string =>
  isFormulaError(value)
    ? value.error
    : typeOfResult(value, column)[how](inReadersWords(value, column, context), column, context);

/**
 * Options of both languages are computed with under their Chinese names, the same for everyone; a
 * result that is one of them is shown as the reader calls it.
 */
const inReadersWords = (value: CellValue, column: Column, context: ColumnContext): CellValue => {
  if (context.language === 'zh' || typeof value !== 'string') return value;
  const name = namesOfInputs(column, context).get(value);
  return name === undefined ? value : nameIn(name, context.language);
};

type NamesByChinese = ReadonlyMap<string, Name>;

/** A context is made anew whenever an option changes. */
const known = new WeakMap<ColumnContext, WeakMap<Column, NamesByChinese>>();

const namesOfInputs = (column: Column, context: ColumnContext): NamesByChinese => {
  const byColumn = known.get(context) ?? new WeakMap<Column, NamesByChinese>();
  known.set(context, byColumn);
  let names = byColumn.get(column);
  if (names === undefined) {
    names = new Map(
      inputsOf(column).flatMap((id) =>
        context
          .options({ ...column, id })
          .flatMap(({ name }) => (typeof name === 'string' ? [] : [[name.zh, name] as const])),
      ),
    );
    byColumn.set(column, names);
  }
  return names;
};

/** Columns that the stored formula names, itself (`[@column]`) or an option of theirs (`[=column/option]`). */
const inputsOf = ({ settings }: Column): readonly string[] => [
  ...new Set([...(settings.formula ?? '').matchAll(/\[[@=]([\w-]+)/g)].map(([, id]) => id!)),
];
