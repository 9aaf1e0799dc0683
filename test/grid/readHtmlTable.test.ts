import { describe, expect, it } from 'vitest';
import { type SpanningCell, spread } from '../../client/grid/readHtmlTable.ts';

const cell = (text: string, { columns = 1, rows = 1 } = {}): SpanningCell => ({
  text,
  columns,
  rows,
});

describe('a table with cells that span others', () => {
  it('GRID-14: keeps every cell in its column, and leaves empty what is spanned', () => {
    expect(
      spread([
        [cell('a'), cell('b', { columns: 2 }), cell('c')],
        [cell('d', { rows: 2 }), cell('e'), cell('f'), cell('g')],
        [cell('h'), cell('i', { columns: 2 })],
      ]),
    ).toEqual([
      ['a', 'b', '', 'c'],
      ['d', 'e', 'f', 'g'],
      ['', 'h', 'i', ''],
    ]);
  });

  it('GRID-14: has no row after its last, and no hole before a cell that spans down', () => {
    expect(
      spread([
        [cell('a'), cell('b'), cell('c', { rows: 9 })],
        [cell('d')],
        [cell('e', { columns: 2, rows: 0 })],
      ]),
    ).toEqual([
      ['a', 'b', 'c'],
      ['d', '', ''],
      ['e', '', ''],
    ]);
  });
});
