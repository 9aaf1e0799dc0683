import { describe, expect, it } from 'vitest';
import {
  columnTypeOf,
  compareCells,
  copyCell,
  readText,
  showCell,
} from '../../shared/columns/index.ts';
import type { CellValue, ColumnSettings } from '../../shared/model/index.ts';
import { column, contextOf, option } from '../columns/workspace.ts';

const intent = [option('clear', { zh: '明确', en: 'Clear' }), option('own', '随便')];

const shown = (value: CellValue, language: 'zh' | 'en', formula = '=[@intent]') =>
  showCell(value, column('formula', { formula }), contextOf({ language, options: intent }));

describe('what a formula comes to', () => {
  it('FORM-59: is shown in the reader’s language where it is the name of an option it uses', () => {
    expect(shown('明确', 'zh')).toBe('明确');
    expect(shown('明确', 'en')).toBe('Clear');
    expect(shown('明确', 'en', '=IF([@count]>3,[=intent/clear],"")')).toBe('Clear');
    expect(shown('随便', 'en')).toBe('随便');
    expect(shown('明确', 'en', '="明"&"确"')).toBe('明确');
  });

  it('FORM-59: is copied as it is shown', () => {
    const due = column('formula', { formula: '=[@intent]' });
    expect(copyCell('明确', due, contextOf({ language: 'en', options: intent }))).toBe('Clear');
    expect(copyCell({ error: '#N/A' }, due, contextOf())).toBe('#N/A');
  });

  it.each([
    [1 / 3, '0.3333333333'],
    [5830 / 3, '1,943.333333'],
    [0.1 + 0.2, '0.3'],
    [-2.5, '-2.5'],
    [12345678901, '12,345,678,901'],
    [12345678901.25, '12,345,678,901'],
  ])('FORM-52: is a number of few digits, and copied with all: %d', (value, text) => {
    const share = column('formula', { result: 'number' });
    expect(showCell(value, share, contextOf())).toBe(text);
    expect(Number(copyCell(value, share, contextOf()))).toBe(value);
  });
});

describe('the order of results', () => {
  const order = (values: readonly CellValue[], settings: ColumnSettings) => {
    const held = column('formula', settings);
    const compare = (a: CellValue, b: CellValue) =>
      compareCells(columnTypeOf(held), a, b, held, contextOf({ language: 'en' }));
    return values.toSorted(compare);
  };
  const error = { error: '#VALUE!' } as const;

  it('COL-6: has grades as they are named, numbers by size, days in time, errors behind', () => {
    expect(order(['C', error, 'A', 'B'], { grades: ['A', 'B', 'C'] })).toEqual([
      'A',
      'B',
      'C',
      error,
    ]);
    expect(order([10, error, 9, -1], { result: 'number' })).toEqual([-1, 9, 10, error]);
    const days = ['2026-04-01', error, '2026-02-01', '2025-12-31'];
    expect(order(days, { result: 'date' })).toEqual([
      '2025-12-31',
      '2026-02-01',
      '2026-04-01',
      error,
    ]);
  });

  it('COL-4: text that somebody pastes there is not read, and kept by whoever pasted it', () => {
    expect(readText('A', column('formula'), contextOf())).toEqual({
      value: { unread: 'A' },
      makes: [],
      reason: 'computed',
    });
  });
});
