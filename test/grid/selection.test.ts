import { describe, expect, it } from 'vitest';
import { placesOf } from '../../client/grid/places.ts';
import { areasOf, cellCount, moved, rowsIn, shiftedArea } from '../../client/grid/selection.ts';

const area = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const nothing = { columns: [], rows: [] };

describe('what is selected', () => {
  it('GRID-7: is a range without the row under the last one', () => {
    const current = { range: area(1, 2, 3, 9), rangeStack: [] };
    expect(areasOf({ ...nothing, current }, 5, 6)).toEqual([area(1, 2, 3, 4)]);
  });

  it('GRID-7: is whole rows, those that lie together as one area', () => {
    expect(areasOf({ ...nothing, rows: [0, 1, 4] }, 3, 9)).toEqual([
      area(0, 0, 3, 2),
      area(0, 4, 3, 1),
    ]);
  });

  it('GRID-7: is whole columns', () => {
    expect(areasOf({ ...nothing, columns: [1] }, 3, 9)).toEqual([area(1, 0, 1, 9)]);
  });

  it('GRID-7: is nothing where no row is', () => {
    const current = { range: area(0, 0, 1, 1), rangeStack: [] };
    expect(areasOf({ ...nothing, current }, 3, 0)).toEqual([]);
  });

  it('GRID-7: names each of its rows once, in order', () => {
    expect(rowsIn([area(0, 3, 1, 2), area(1, 2, 2, 2)])).toEqual([2, 3, 4]);
    expect(cellCount([area(0, 3, 1, 2), area(1, 2, 2, 2)])).toBe(6);
  });

  it('GRID-7: stays within the table when it moves, and on its row when rows move', () => {
    expect(moved({ x: 0, y: 0 }, { x: -1, y: 1 }, 3, 5)).toEqual({ x: 0, y: 1 });
    expect(moved({ x: 2, y: 4 }, { x: 1, y: 1 }, 3, 5)).toEqual({ x: 2, y: 4 });
    expect(shiftedArea(area(0, 2, 1, 3), 2, 5)).toEqual(area(0, 5, 1, 3));
    const places = placesOf([4, 2, 0]);
    expect([places.of(2), places.of(0), places.of(3), places.of(9)]).toEqual([
      1,
      2,
      undefined,
      undefined,
    ]);
  });
});
