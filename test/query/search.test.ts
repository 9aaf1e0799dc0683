import { describe, expect, it } from 'vitest';
import { runToEnd, search } from '../../shared/query/index.ts';
import { contextOf, option } from '../columns/workspace.ts';
import { allOf, columnNamed, readerOf } from './table.ts';

const context = contextOf({ options: [option('won', { zh: '成交', en: 'Won' })] });
const columns = [
  columnNamed('name', 'text'),
  columnNamed('stage', 'select'),
  columnNamed('amount', 'currency'),
  columnNamed('phone', 'phone'),
  columnNamed('date', 'date'),
];
const rows = [
  {
    name: 'ＡＣＭＥ 物流',
    stage: 'won',
    amount: 1200.5,
    phone: '+8619900004821',
    date: '2023-05-06',
  },
  { name: '盛和物流', stage: null, amount: { unread: '约五百' }, phone: null, date: null },
];
const find = (query: string, order = allOf(rows)) =>
  runToEnd(search(query, order, columns, readerOf(rows), context)).map(
    ({ row, column }) => `${row} ${column}`,
  );

describe('search', () => {
  it('QUERY-8: finds what cells show, whatever its case and width', () => {
    expect(find('acme')).toEqual(['0 name']);
    expect(find('成')).toEqual(['0 stage']);
    expect(find(' 约五 ')).toEqual(['1 amount']);
    expect(find('5月6')).toEqual(['0 date']);
  });

  it('QUERY-8: finds numbers, phones and dates as one would type them', () => {
    for (const amount of ['1200.5', '1,200.50', '￥1,2'])
      expect(find(amount)).toEqual(['0 amount']);
    for (const phone of ['19900004821', '0000 4821', '4821'])
      expect(find(phone)).toEqual(['0 phone']);
    expect(find('2023-05')).toEqual(['0 date']);
  });

  it('QUERY-8: goes row by row in the order of the view, then column by column', () => {
    expect(find('物流', [1, 0])).toEqual(['1 name', '0 name']);
    expect(find('20')).toEqual(['0 amount', '0 date']);
  });

  it('tells of each match at once, and finds nothing for nothing', () => {
    const told: number[] = [];
    runToEnd(
      search('物流', allOf(rows), columns, readerOf(rows), context, ({ row }) => told.push(row)),
    );
    expect(told).toEqual([0, 1]);
    expect(find('  ')).toEqual([]);
  });
});
