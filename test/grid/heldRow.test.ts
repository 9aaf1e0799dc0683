import { describe, expect, it } from 'vitest';
import { type HeldRow, heldAt, withHeldRow } from '../../client/grid/heldRow.ts';

const hold = (rows: readonly number[], place: number): HeldRow => {
  const held = heldAt(rows, place);
  if (held === null) throw new Error('no such place');
  return held;
};

describe('the row that somebody edits', () => {
  const held = hold([5, 6, 7, 8], 2);

  it('GRID-42: stays under the row above it when sorting would move it', () => {
    expect(withHeldRow([7, 5, 6, 8], held)).toEqual([5, 6, 7, 8]);
    expect(withHeldRow([9, 5, 6, 8, 7], held)).toEqual([9, 5, 6, 7, 8]);
  });

  it('GRID-42: stays in sight when the filter leaves it out', () => {
    expect(withHeldRow([5, 6, 8], held)).toEqual([5, 6, 7, 8]);
    expect(withHeldRow([], held)).toEqual([7]);
    expect(withHeldRow([1, 2], hold([7, 1, 2], 0))).toEqual([7, 1, 2]);
  });

  it('GRID-42: changes nothing where it stands right', () => {
    const rows = [5, 6, 7];
    expect(withHeldRow(rows, held)).toBe(rows);
    expect(heldAt(rows, 9)).toBe(null);
  });
});
