import { describe, expect, it } from 'vitest';
import { contactOf, daysBetween, wonAmount } from '../../client/record/keyFigures.ts';
import { relativeDay, shortDate } from '../../client/record/relativeDay.ts';
import type { CellValue, Column } from '../../shared/model/index.ts';

type Row = Readonly<Record<string, CellValue>>;
const reading = (rows: readonly Row[]) => ({
  numbers: rows.map((_, number) => number),
  read: (number: number, column: string): CellValue => rows[number]?.[column] ?? null,
});
const today = '2026-11-21';
const contact = (...rows: readonly Row[]) => {
  const { numbers, read } = reading(rows);
  return contactOf(numbers, read, today);
};

describe('the key figures of a customer', () => {
  it('REC-12: sum what is won, and nothing that cannot be read', () => {
    const { numbers, read } = reading([
      { stage: 'won', amount: 1200 },
      { stage: 'signed', amount: 0.5 },
      { stage: 'lost', amount: 900 },
      { stage: 'won', amount: { unread: '一万多' } },
      { stage: null, amount: 7 },
    ]);
    const isWon = (id: string) => id === 'won' || id === 'signed';
    const column = (id: string) => ({ id }) as Column;
    expect(wonAmount(numbers, read, column('stage'), column('amount'), isWon)).toBe(1200.5);
  });

  it('REC-12: tell the last contact, not one that is only planned', () => {
    const dates = ['2026-11-02', '2026-12-24', { unread: '上周' }, '2026-11-11', null];
    expect(contact(...dates.map((date) => ({ date }))).last).toBe('2026-11-11');
    expect(contact().last).toBe(null);
  });

  it('REC-12: tell the earliest next step that no contact has settled yet', () => {
    const { next } = contact(
      { date: '2026-11-01', nextDate: '2026-11-10', nextStep: '寄样品' },
      { date: '2026-11-11', nextDate: '2026-11-25', nextStep: '给新报价' },
      { date: '2026-11-05', nextDate: '2026-11-18', nextStep: '回电话' },
    );
    expect(next).toEqual({ row: 2, date: '2026-11-18', step: '回电话' });
  });

  it('REC-12: a contact on the day of a step or later settles it, one before does not', () => {
    const step = { date: '2026-11-01', nextDate: '2026-11-10', nextStep: '回电话' };
    expect(contact(step, { date: '2026-11-09' }).next?.date).toBe('2026-11-10');
    expect(contact(step, { date: '2026-11-10' }).next).toBe(null);
    expect(contact(step, { date: '2026-11-20' }).next).toBe(null);
  });

  it('REC-12: days are counted and said as people say them', () => {
    expect([daysBetween('2026-02-27', '2026-03-01'), daysBetween(today, '2026-11-11')]).toEqual([
      2, -10,
    ]);
    expect([-10, -1, 0, 1].map((days) => relativeDay(days, 'zh'))).toEqual([
      '10 天前',
      '昨天',
      '今天',
      '明天',
    ]);
    expect([-10, 3].map((days) => relativeDay(days, 'en'))).toEqual(['10 days ago', 'in 3 days']);
    expect([
      shortDate('2026-11-08', { today, language: 'zh' }),
      shortDate('2025-03-02', { today, language: 'en' }),
      shortDate('2026-12-06', { today, language: 'en', isDayFirst: true }),
    ]).toEqual(['11月8日', 'Mar 2, 2025', '6 Dec']);
  });
});
