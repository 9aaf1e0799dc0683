import { describe, expect, it } from 'vitest';
import {
  askedOf,
  draftFor,
  draftToCondition,
  operandText,
} from '../../client/query/conditionForm.ts';
import { columnTypes } from '../../shared/model/index.ts';
import { type Condition, condition } from '../../shared/query/index.ts';
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
});
