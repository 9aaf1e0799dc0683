import { describe, expect, it } from 'vitest';
import {
  askedOf,
  draftFor,
  draftToCondition,
  operandText,
} from '../../client/query/conditionForm.ts';
import { columnTypes, type FormulaResult, formulaResults } from '../../shared/model/index.ts';
import { type Condition, condition, type Operator } from '../../shared/query/index.ts';
import { column, contextOf, option } from '../columns/workspace.ts';

const context = contextOf({ options: [option('a', '个人'), option('b', '企业')] });

describe('the form of a filter', () => {
  it('GRID-12: asks nothing while something is missing', () => {
    for (const type of columnTypes.filter((id) => id !== 'checkbox'))
      expect(draftToCondition(draftFor(column(type)), context)).toBeNull();
  });

  it('GRID-12: gives a condition that can be asked, for every operator of every type', () => {
    for (const type of columnTypes)
      for (const operator of askedOf(column(type))) {
        const text = type === 'date' ? '2026-05-06' : '12';
        const draft = { column: column(type), operator, text, to: text, members: ['a'] };
        expect(condition.safeParse(draftToCondition(draft, context)).success).toBe(true);
      }
  });

  it('GRID-12: says in words what it compares with', () => {
    const members: Condition = { column: 'c', operator: 'anyOf', members: ['a', 'b'] };
    expect(operandText(members, column('select'), context)).toBe('个人、企业');
    const between = { column: 'c', operator: 'between', from: 1000, to: 2000 } as const;
    expect(operandText(between, column('number'), context)).toBe('1,000 – 2,000');
  });

  it('FORM-51: asks of a formula what is asked of its results', () => {
    const asked = (result: FormulaResult, operator: Operator, text: string) =>
      draftToCondition(
        { column: column('formula', { result }), operator, text, to: '', members: [] },
        context,
      );
    expect(asked('number', 'atLeast', '1,200')).toMatchObject({ number: 1200 });
    expect(asked('number', 'atLeast', '甲')).toBeNull();
    expect(asked('date', 'before', '2026-05-06')).toMatchObject({ date: '2026-05-06' });
    expect(asked('text', 'isText', 'A')).toMatchObject({ text: 'A' });
    expect(asked('checkbox', 'isTicked', '')).toMatchObject({ operator: 'isTicked' });
    for (const result of formulaResults) {
      const formula = column('formula', { result });
      expect(askedOf(formula)).not.toContain('isUnread');
      expect(askedOf(formula)).toContain('isEmpty');
    }
  });

  it('FORM-51: says operands as results are shown', () => {
    const due = column('formula', { result: 'date' });
    const before: Condition = { column: 'c', operator: 'before', date: '2026-05-06' };
    expect(operandText(before, due, context)).toBe('2026年5月6日');
    const most: Condition = { column: 'c', operator: 'atMost', number: 1200 };
    expect(operandText(most, column('formula', { result: 'number' }), context)).toBe('1,200');
  });
});
