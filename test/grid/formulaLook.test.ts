import { describe, expect, it } from 'vitest';
import { alignOf, lookOf } from '../../client/grid/cellLook.ts';
import { createCellLooks } from '../../client/grid/cellLooks.ts';
import type { TableRows } from '../../client/store/store.ts';
import type { CellValue, ColumnSettings } from '../../shared/model/index.ts';
import { column, contextOf } from '../columns/workspace.ts';

const look = (value: CellValue, settings: ColumnSettings = {}) =>
  lookOf(value, column('formula', settings), contextOf());

const tier: ColumnSettings = { result: 'text', grades: ['A', 'B', 'C', 'D'] };

describe('the result of a formula', () => {
  it.each([
    ['A', 'best'],
    ['B', 'next'],
    ['C', 'other'],
    ['D', 'other'],
  ])('FORM-52: is a chip where it is a grade: %s', (text, grade) => {
    expect(look(text, tier)).toMatchObject({
      shape: 'chips',
      text,
      chips: [{ text, color: null, grade }],
    });
  });

  it('FORM-52: is text where it is no grade', () => {
    expect(look('其他', tier)).toMatchObject({ shape: 'text', text: '其他', align: 'left' });
    expect(look('A')).toMatchObject({ shape: 'text' });
    expect(look('', tier)).toMatchObject({ shape: 'empty' });
  });

  it('FORM-52: is drawn as what it is', () => {
    expect(look(1234.5, { result: 'number' })).toMatchObject({ text: '1,234.5', align: 'right' });
    expect(look('2026-05-06', { result: 'date' })).toMatchObject({
      text: '2026年5月6日',
      align: 'left',
    });
    expect(look(true, { result: 'checkbox' })).toMatchObject({
      shape: 'tick',
      ticked: true,
      align: 'center',
    });
    expect(look({ error: '#DIV/0!' }, { result: 'number' })).toMatchObject({
      shape: 'error',
      text: '#DIV/0!',
      align: 'right',
    });
  });

  it('FORM-52: is rounded rather than cut where the column is narrow', () => {
    expect(look(5830 / 3, { result: 'number' }).shorter).toEqual([
      '1,943.333333',
      '1,943.3333',
      '1,943.333',
      '1,943.33',
      '1,943.3',
      '1,943',
    ]);
    expect(look(12, { result: 'number' }).shorter).toBeUndefined();
  });

  it('FORM-52: stands where its header does', () => {
    expect(alignOf(column('formula', { result: 'number' }))).toBe('right');
    expect(alignOf(column('formula', { result: 'checkbox' }))).toBe('center');
    expect(alignOf(column('formula'))).toBe('left');
    expect(alignOf(column('currency'))).toBe('right');
  });

  it('FORM-52: looks otherwise as soon as its column says other grades', () => {
    const looks = createCellLooks({ cell: () => 'B' } as unknown as TableRows, contextOf());
    expect(looks.at(0, column('formula', tier)).data.chips[0]?.grade).toBe('next');
    expect(looks.at(0, column('formula', { grades: ['B'] })).data.chips[0]?.grade).toBe('best');
  });
});
