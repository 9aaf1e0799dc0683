import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellValue, Column } from '../../shared/model/index.ts';
import {
  type Condition,
  condition,
  filterRows,
  matcher,
  type Operator,
  operatorsOf,
  runToEnd,
} from '../../shared/query/index.ts';
import { columnsOfAllTypes, nameOf, storedIn } from '../columns/arbitraries.ts';
import { contextOf, option, tag } from '../columns/workspace.ts';
import { allOf, columnNamed, readerOf } from './table.ts';

const context = contextOf({
  options: [option('won', { zh: '成交', en: 'Won' }), option('lost', { zh: '流失', en: 'Lost' })],
  tags: [tag('t1', '高净值客户'), tag('t2', 'VIP')],
});

const keep = (held: Column, asked: WithoutColumn, cells: readonly CellValue[]) =>
  cells.filter(matcher({ ...asked, column: held.id } as Condition, held, context));
type WithoutColumn = { operator: Operator } & Record<string, unknown>;

const unread = { unread: '约五百' };

describe('a condition', () => {
  it('is data that can be sent and checked', () => {
    const asked = { column: 'amount', operator: 'between', from: 1, to: 5 };
    expect(condition.parse(JSON.parse(JSON.stringify(asked)))).toEqual(asked);
    expect(condition.safeParse({ ...asked, to: 'five' }).success).toBe(false);
    expect(
      condition.safeParse({ column: 'a', operator: 'before', date: '2023-02-30' }).success,
    ).toBe(false);
  });

  it('asks text whatever its case and width', () => {
    const held = columnNamed('name', 'text');
    const cells = ['盛和物流（个体）', 'ACME', 'acme 2', null];
    expect(keep(held, { operator: 'contains', text: 'ａｃｍｅ' }, cells)).toEqual([
      'ACME',
      'acme 2',
    ]);
    expect(keep(held, { operator: 'contains', text: '(个体)' }, cells)).toEqual([
      '盛和物流（个体）',
    ]);
    expect(keep(held, { operator: 'isText', text: 'Acme ' }, cells)).toEqual(['ACME']);
    expect(keep(held, { operator: 'isEmpty' }, cells)).toEqual([null]);
  });

  it('asks numbers by size', () => {
    const held = columnNamed('amount', 'currency');
    const cells = [1, 5, 10, null, unread];
    expect(keep(held, { operator: 'equals', number: 5 }, cells)).toEqual([5]);
    expect(keep(held, { operator: 'greater', number: 5 }, cells)).toEqual([10]);
    expect(keep(held, { operator: 'atLeast', number: 5 }, cells)).toEqual([5, 10]);
    expect(keep(held, { operator: 'less', number: 5 }, cells)).toEqual([1]);
    expect(keep(held, { operator: 'atMost', number: 5 }, cells)).toEqual([1, 5]);
    expect(keep(held, { operator: 'between', from: 1, to: 5 }, cells)).toEqual([1, 5]);
    expect(keep(held, { operator: 'isUnread' }, cells)).toEqual([unread]);
  });

  it('asks dates by day', () => {
    const held = columnNamed('date', 'date');
    const cells = ['2023-05-05', '2023-05-06', '2023-05-07', null, unread];
    expect(keep(held, { operator: 'on', date: '2023-05-06' }, cells)).toEqual(['2023-05-06']);
    expect(keep(held, { operator: 'before', date: '2023-05-06' }, cells)).toEqual(['2023-05-05']);
    expect(keep(held, { operator: 'after', date: '2023-05-06' }, cells)).toEqual(['2023-05-07']);
    expect(
      keep(held, { operator: 'betweenDates', from: '2023-05-06', to: '2023-05-07' }, cells),
    ).toEqual(['2023-05-06', '2023-05-07']);
  });

  it('asks ticks, options and sets of tags', () => {
    const ticks = [true, false, null, unread];
    const done = columnNamed('done', 'checkbox');
    expect(keep(done, { operator: 'isTicked' }, ticks)).toEqual([true]);
    expect(keep(done, { operator: 'isNotTicked' }, ticks)).toEqual([false, null]);

    const stage = columnNamed('stage', 'select');
    expect(keep(stage, { operator: 'anyOf', members: ['won'] }, ['won', 'lost'])).toEqual(['won']);
    expect(keep(stage, { operator: 'contains', text: '成' }, ['won', 'lost'])).toEqual(['won']);

    const tags = columnNamed('tags', 'tags');
    const sets = [['t1'], ['t1', 't2'], ['t3'], null];
    expect(keep(tags, { operator: 'anyOf', members: ['t2', 't3'] }, sets)).toEqual([
      ['t1', 't2'],
      ['t3'],
    ]);
    expect(keep(tags, { operator: 'allOf', members: ['t1', 't2'] }, sets)).toEqual([['t1', 't2']]);
  });

  it('QUERY-6: denies of empty cells, and compares neither them nor unread text', () => {
    const amount = columnNamed('amount', 'number');
    const tags = columnNamed('tags', 'tags');
    const name = columnNamed('name', 'text');
    expect(keep(amount, { operator: 'differs', number: 5 }, [5, 6, null, unread])).toEqual([
      6,
      null,
      unread,
    ]);
    expect(keep(tags, { operator: 'noneOf', members: ['t1'] }, [['t1'], ['t2'], null])).toEqual([
      ['t2'],
      null,
    ]);
    expect(keep(name, { operator: 'isNotText', text: 'a' }, ['A', 'b', null])).toEqual(['b', null]);
    expect(keep(name, { operator: 'doesNotContain', text: 'a' }, ['ba', null])).toEqual([null]);
  });

  it('QUERY-7: that a type does not know is met by nothing', () => {
    const asked = { operator: 'greater', number: 5 } as const;
    expect(keep(columnNamed('name', 'text'), asked, ['7', '9'])).toEqual([]);
  });

  it.each(columnsOfAllTypes.map((held) => [nameOf(held), held] as const))(
    'QUERY-6: every cell is either empty or not, and never throws (%s)',
    (_, held) => {
      const operators = operatorsOf(held);
      const operands = {
        text: '1',
        number: 1,
        date: '2023-05-06',
        members: ['V1'],
        from: held.type === 'date' ? '2023-01-01' : 0,
        to: held.type === 'date' ? '2023-12-31' : 9,
      };
      fc.assert(
        fc.property(fc.oneof(storedIn(held), fc.constantFrom(null, unread)), (value) => {
          const met = (operator: Operator) =>
            matcher(condition.parse({ ...operands, column: 'c', operator }), held, context)(value);
          expect(met('isEmpty')).toBe(!met('isNotEmpty'));
          for (const operator of operators) expect(typeof met(operator)).toBe('boolean');
        }),
      );
    },
  );
});

describe('a filter', () => {
  it('QUERY-5: keeps the rows that meet every condition, in their order', () => {
    const rows = [
      { name: '甲', amount: 9 },
      { name: '乙', amount: 9 },
      { name: '甲', amount: 1 },
      { name: '甲', amount: 8 },
    ];
    const by = [
      {
        column: columnNamed('name', 'text'),
        condition: { column: 'name', operator: 'isText', text: '甲' },
      },
      {
        column: columnNamed('amount', 'number'),
        condition: { column: 'amount', operator: 'greater', number: 5 },
      },
    ] as const;
    const order = allOf(rows).toReversed();
    expect([...runToEnd(filterRows(order, by, readerOf(rows), context))]).toEqual([3, 0]);
  });
});
