import type { Column, ColumnTypeId } from '../model/index.ts';
import { checkbox } from './checkbox.ts';
import type { ColumnType } from './columnType.ts';
import { currency } from './currency.ts';
import { date } from './date.ts';
import { formula } from './formula.ts';
import { link } from './link.ts';
import { number } from './number.ts';
import { person } from './person.ts';
import { phone } from './phone.ts';
import { select } from './select.ts';
import { tags } from './tags.ts';
import { text } from './text.ts';

/** Every column type by its id. */
export const columnTypeById: Readonly<Record<ColumnTypeId, ColumnType>> = {
  text,
  number,
  currency,
  date,
  checkbox,
  select,
  tags,
  person,
  phone,
  link,
  formula,
};

/** The type of a column; text for one that a later version of the program knows. */
export const columnTypeOf = (column: Pick<Column, 'type'>): ColumnType =>
  columnTypeById[column.type] ?? text;
