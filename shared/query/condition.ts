import { z } from 'zod';
import { type Column, type ColumnTypeId, type FormulaResult, holdsSet } from '../model/index.ts';

const column = z.string();
const isoDate = z.iso.date();
const members = z.array(z.string()).min(1);

/**
 * What a filter asks of one column; `column` is its id. Members are ids of options, tags, people
 * or rows. `between` takes in both ends.
 */
export const condition = z.discriminatedUnion('operator', [
  z.object({ column, operator: z.literal('isEmpty') }),
  z.object({ column, operator: z.literal('isNotEmpty') }),
  z.object({ column, operator: z.literal('isUnread') }),
  z.object({ column, operator: z.literal('contains'), text: z.string() }),
  z.object({ column, operator: z.literal('doesNotContain'), text: z.string() }),
  z.object({ column, operator: z.literal('isText'), text: z.string() }),
  z.object({ column, operator: z.literal('isNotText'), text: z.string() }),
  z.object({ column, operator: z.literal('equals'), number: z.number() }),
  z.object({ column, operator: z.literal('differs'), number: z.number() }),
  z.object({ column, operator: z.literal('greater'), number: z.number() }),
  z.object({ column, operator: z.literal('atLeast'), number: z.number() }),
  z.object({ column, operator: z.literal('less'), number: z.number() }),
  z.object({ column, operator: z.literal('atMost'), number: z.number() }),
  z.object({ column, operator: z.literal('between'), from: z.number(), to: z.number() }),
  z.object({ column, operator: z.literal('on'), date: isoDate }),
  z.object({ column, operator: z.literal('before'), date: isoDate }),
  z.object({ column, operator: z.literal('after'), date: isoDate }),
  z.object({ column, operator: z.literal('betweenDates'), from: isoDate, to: isoDate }),
  z.object({ column, operator: z.literal('isTicked') }),
  z.object({ column, operator: z.literal('isNotTicked') }),
  z.object({ column, operator: z.literal('anyOf'), members }),
  z.object({ column, operator: z.literal('noneOf'), members }),
  z.object({ column, operator: z.literal('allOf'), members }),
]);
export type Condition = z.infer<typeof condition>;
export type Operator = Condition['operator'];

const always: readonly Operator[] = ['isEmpty', 'isNotEmpty', 'isUnread'];
const ofText: readonly Operator[] = ['contains', 'doesNotContain', 'isText', 'isNotText'];
const ofNumbers: readonly Operator[] = [
  'equals',
  'differs',
  'greater',
  'atLeast',
  'less',
  'atMost',
  'between',
];
const ofMembers: readonly Operator[] = ['anyOf', 'noneOf', 'contains', 'doesNotContain'];

const operators: Readonly<Record<Exclude<ColumnTypeId, 'formula'>, readonly Operator[]>> = {
  text: ofText,
  phone: ofText,
  number: ofNumbers,
  currency: ofNumbers,
  date: ['on', 'before', 'after', 'betweenDates'],
  checkbox: ['isTicked', 'isNotTicked'],
  select: ofMembers,
  tags: ofMembers,
  person: ofMembers,
  link: ofMembers,
};

const operatorsOfResults: Readonly<Record<FormulaResult, readonly Operator[]>> = {
  text: ofText,
  number: ofNumbers,
  date: operators.date,
  checkbox: operators.checkbox,
};

/** What can be asked of a column, the most useful first. */
export const operatorsOf = (column: Pick<Column, 'type' | 'settings'>): readonly Operator[] => [
  ...(column.type === 'formula'
    ? operatorsOfResults[column.settings.result ?? 'text']
    : operators[column.type]),
  ...(holdsSet(column) ? (['allOf'] as const) : []),
  ...(column.type === 'text' ? always.filter((operator) => operator !== 'isUnread') : always),
];
