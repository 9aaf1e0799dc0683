import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { openFirst } from '../../client/record/deals/openFirst.ts';
import { newestFirst } from '../../client/record/followUps/timeline.ts';
import type { CellValue } from '../../shared/model/index.ts';

const madeOn = ulid(Date.parse('2026-11-20T12:00:00Z')).slice(0, 10);

const rowsOf = (rows: readonly Readonly<Record<string, CellValue>>[]) => ({
  rowId: (row: number) => `${madeOn}${String(row).padStart(16, '0')}`,
  cell: (row: number, column: string): CellValue => rows[row]?.[column] ?? null,
});

describe('a timeline', () => {
  it('REC-8: begins with the newest, and within a day with what was written last', () => {
    const rows = rowsOf([
      { date: '2026-11-11' },
      { date: '2026-11-20' },
      { date: '2026-11-11' },
      { date: null },
      { date: { unread: '下周' } },
      { date: '2026-12-01' },
    ]);
    const order = newestFirst([0, 1, 2, 3, 4, 5], rows);
    expect(order[0]).toBe(5);
    expect(order.slice(-2)).toEqual([2, 0]);
    expect(new Set(order).size).toBe(6);
  });
});

describe('the deals of a customer', () => {
  it('REC-10: begin with the open one that is expected soonest, and end with what ended', () => {
    const rows = rowsOf([
      { expectedDate: '2026-12-10' },
      { expectedDate: '2026-10-01', ended: true },
      { expectedDate: null },
      { expectedDate: '2026-11-25' },
      { expectedDate: '2026-11-01', ended: true },
    ]);
    const order = openFirst([0, 1, 2, 3, 4], rows, (row) => rows.cell(row, 'ended') === true);
    expect(order).toEqual([3, 0, 2, 4, 1]);
  });
});
