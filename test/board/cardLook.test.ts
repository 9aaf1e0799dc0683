import { describe, expect, it } from 'vitest';
import { cardColumns, lookOfCard } from '../../client/board/cardLook.ts';
import type { CellValue, Column, ColumnTypeId } from '../../shared/model/index.ts';
import { column as anyColumn, contextOf, person, row } from '../columns/workspace.ts';

const column = (id: string, type: ColumnTypeId): Column => ({ ...anyColumn(type), id });
const dealColumns = [
  column('name', 'text'),
  column('customer', 'link'),
  column('stage', 'select'),
  column('amount', 'currency'),
  column('expectedDate', 'date'),
  column('owner', 'person'),
  column('note', 'text'),
].map((one) => (one.id === 'customer' ? { ...one, settings: { linkedTable: 'customers' } } : one));
const context = contextOf({ titles: { [row('1')]: '恒达建材' }, people: [person('p1', '李敏')] });

const lookOf = (
  values: Readonly<Record<string, CellValue>>,
  columns: readonly Column[],
  kind: 'deals' | 'plain',
) => lookOfCard((id) => values[id] ?? null, cardColumns(columns, 'stage', kind), context);

describe('a card', () => {
  it('BOARD-45: of a deal says what, for whom, how much, until when and whose it is', () => {
    const look = lookOf(
      {
        name: '年度寄递合同',
        customer: row('1'),
        stage: 'proposal',
        amount: 36000,
        expectedDate: '2026-12-18',
        owner: 'p1',
        note: '不在卡片上',
      },
      dealColumns,
      'deals',
    );
    expect(look).toEqual({
      title: '年度寄递合同',
      second: '恒达建材',
      figure: '¥36,000',
      foot: ['12月18日', '李敏'],
      daysLate: 0,
    });
  });

  it('BOARD-45: counts the days since a deal was expected, and names the year of far ones', () => {
    expect(lookOf({ expectedDate: '2026-11-18' }, dealColumns, 'deals').daysLate).toBe(3);
    expect(lookOf({ expectedDate: '2026-11-21' }, dealColumns, 'deals').daysLate).toBe(0);
    expect(lookOf({ expectedDate: '2027-09-01' }, dealColumns, 'deals').foot).toEqual([
      '2027年9月1日',
    ]);
  });

  it('BOARD-46: of any table shows its title, its number, and the first columns that hold something', () => {
    const columns = [
      column('title', 'text'),
      column('stage', 'select'),
      column('empty', 'text'),
      column('where', 'text'),
      column('size', 'number'),
      column('done', 'checkbox'),
      column('more', 'text'),
      column('most', 'text'),
    ];
    const look = lookOf(
      { title: '展位', where: '三号馆\n东侧', size: 12, done: false, more: '甲', most: '乙' },
      columns,
      'plain',
    );
    expect(look).toEqual({
      title: '展位',
      second: '三号馆 东侧',
      figure: '12',
      foot: ['甲', '乙'],
      daysLate: 0,
    });
    expect(lookOf({ where: { unread: '？' } }, columns, 'plain').second).toBe('？');
    expect(lookOf({}, [], 'plain')).toMatchObject({ title: '', second: '', foot: [] });
  });
});
