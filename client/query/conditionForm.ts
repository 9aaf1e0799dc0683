import { type ColumnContext, columnTypeOf, showCell } from '../../shared/columns/index.ts';
import { shownName } from '../../shared/columns/named.ts';
import type { Column } from '../../shared/model/index.ts';
import { type Condition, type Operator, operatorsOf } from '../../shared/query/index.ts';

/** What a filter compares with, by operator. */
export type Operand = 'none' | 'text' | 'number' | 'numbers' | 'date' | 'dates' | 'members';

export const operandOf = (operator: Operator): Operand => {
  switch (operator) {
    case 'contains':
    case 'doesNotContain':
    case 'isText':
    case 'isNotText':
      return 'text';
    case 'equals':
    case 'differs':
    case 'greater':
    case 'atLeast':
    case 'less':
    case 'atMost':
      return 'number';
    case 'between':
      return 'numbers';
    case 'on':
    case 'before':
    case 'after':
      return 'date';
    case 'betweenDates':
      return 'dates';
    case 'anyOf':
    case 'noneOf':
    case 'allOf':
      return 'members';
    default:
      return 'none';
  }
};

/**
 * What can be asked of a column here. Linked rows are found by their text: there may be many.
 * Results of formulas are never unread.
 */
export const askedOf = (column: Column): readonly Operator[] =>
  operatorsOf(column).filter((operator) => {
    if (column.type === 'link') return operandOf(operator) !== 'members';
    return column.type !== 'formula' || operator !== 'isUnread';
  });

/** What a person filled in so far. */
export interface ConditionDraft {
  readonly column: Column;
  readonly operator: Operator;
  readonly text: string;
  /** The other end of "between". */
  readonly to: string;
  readonly members: readonly string[];
}

export const draftFor = (column: Column): ConditionDraft => ({
  column,
  operator: askedOf(column)[0]!,
  text: '',
  to: '',
  members: [],
});

/** The condition of a draft; null while something is missing or cannot be read. */
export const draftToCondition = (
  { column, operator, text, to, members }: ConditionDraft,
  context: ColumnContext,
): Condition | null => {
  const read = (written: string) => {
    const asked = asWritten(column);
    const parsed = columnTypeOf(asked).parse(written, asked, context);
    return parsed.ok ? parsed.value : null;
  };
  const operand = operandOf(operator);
  const base = { column: column.id, operator };
  const [first, second] = [read(text), read(to)];
  const written: Partial<Record<Operand, Record<string, unknown> | false>> = {
    none: {},
    text: text.trim() !== '' && { text },
    number: typeof first === 'number' && { number: first },
    numbers: typeof first === 'number' && typeof second === 'number' && { from: first, to: second },
    date: typeof first === 'string' && { date: first },
    dates: typeof first === 'string' && typeof second === 'string' && { from: first, to: second },
    members: members.length > 0 && { members },
  };
  const asked = written[operand];
  return asked ? ({ ...base, ...asked } as Condition) : null;
};

/** The column as its operands are written: a formula's like what it results in. */
const asWritten = (column: Column): Column =>
  column.type === 'formula' ? { ...column, type: column.settings.result ?? 'text' } : column;

/** What the condition compares with, in words. */
export const operandText = (
  condition: Condition,
  column: Column,
  context: ColumnContext,
): string => {
  const show = (value: string | number) => showCell(value, column, context);
  if ('text' in condition) return condition.text;
  if ('number' in condition) return show(condition.number);
  if ('date' in condition) return show(condition.date);
  if ('from' in condition) return `${show(condition.from)} – ${show(condition.to)}`;
  return 'members' in condition
    ? condition.members
        .map((member) => memberName(member, column, context))
        .join(context.language === 'zh' ? '、' : ', ')
    : '';
};

const memberName = (id: string, column: Column, context: ColumnContext): string => {
  const name = membersFor(column, context).find((member) => member.id === id)?.name;
  return name ?? id;
};

/** What a column of options, tags or people can hold, by name. */
export const membersFor = (
  column: Column,
  context: ColumnContext,
): readonly { readonly id: string; readonly name: string }[] => {
  const named = (list: ReturnType<ColumnContext['tags']> | ReturnType<ColumnContext['options']>) =>
    list.map((word) => ({ id: word.id, name: shownName(word, word.id, context.language) }));
  if (column.type === 'select') return named(context.options(column));
  if (column.type === 'tags') return named(context.tags());
  return column.type === 'person' ? context.people().filter(({ active }) => active) : [];
};
