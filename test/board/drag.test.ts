import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keepTarget,
  type LaneRows,
  placeOf,
  rowBehind,
  slotsOf,
  stepTarget,
} from '../../client/board/drag.ts';

const lanes: readonly LaneRows[] = [
  { id: 'a', rows: [1, 2, 3] },
  { id: 'b', rows: [] },
  { id: 'c', rows: Uint32Array.of(7, 8) },
];

const rowsIn = (rows: readonly number[], skip: number, gap: number): (number | null)[] => {
  const slots = slotsOf(rows, skip, gap);
  return Array.from({ length: slots.count }, (_, slot) => slots.rowAt(slot));
};

describe('the places of a lane', () => {
  it('BOARD-43: leave out the held card and open where it would land', () => {
    expect(rowsIn([1, 2, 3], -1, -1)).toEqual([1, 2, 3]);
    expect(rowsIn([1, 2, 3], 1, -1)).toEqual([1, 3]);
    expect(rowsIn([1, 2, 3], 0, 2)).toEqual([2, 3, null]);
    expect(rowsIn([1, 2, 3], -1, 99)).toEqual([1, 2, 3, null]);
    expect(rowsIn([], -1, 0)).toEqual([null]);
  });

  it('BOARD-43: find each card where it is shown', () => {
    const lane = fc.uniqueArray(fc.nat(50), { maxLength: 12 });
    fc.assert(
      fc.property(
        lane,
        fc.integer({ min: -1, max: 12 }),
        fc.integer({ min: -1, max: 13 }),
        (rows, at, gap) => {
          const skip = at < rows.length ? at : -1;
          const slots = slotsOf(rows, skip, gap);
          for (let index = 0; index < rows.length; index++)
            if (index !== skip) expect(slots.rowAt(slots.slotOf(index))).toBe(rows[index]);
        },
      ),
    );
  });
});

describe('a held card', () => {
  it('BOARD-43: steps along its lane and over to the next, never past an end', () => {
    const step = (lane: string, index: number, key: Parameters<typeof stepTarget>[3]) =>
      stepTarget(lanes, 2, { lane, index }, key);
    expect(step('a', 1, 'ArrowUp')).toEqual({ lane: 'a', index: 0 });
    expect(step('a', 0, 'ArrowUp')).toEqual({ lane: 'a', index: 0 });
    expect(step('a', 1, 'End')).toEqual({ lane: 'a', index: 2 });
    expect(step('a', 2, 'ArrowDown')).toEqual({ lane: 'a', index: 2 });
    expect(step('a', 2, 'ArrowRight')).toEqual({ lane: 'b', index: 0 });
    expect(step('b', 0, 'ArrowRight')).toEqual({ lane: 'c', index: 0 });
    expect(step('c', 0, 'End')).toEqual({ lane: 'c', index: 2 });
    expect(step('c', 2, 'ArrowRight')).toEqual({ lane: 'c', index: 2 });
  });

  it('BOARD-43: stays in front of the same card while others come and go', () => {
    const target = { lane: 'c', index: 1 };
    expect(rowBehind(lanes, 2, target)).toBe(8);
    const [a, b] = lanes as [LaneRows, LaneRows];
    const indexAmong = (rows: readonly number[]) =>
      keepTarget([a, b, { id: 'c', rows }], 2, target, 8)?.index;
    expect(indexAmong([5, 7, 8])).toBe(2);
    expect(indexAmong([8])).toBe(0);
    expect(indexAmong([2, 7, 8])).toBe(1);
    expect(indexAmong([7])).toBe(1);
    expect(indexAmong([])).toBe(0);
    expect(keepTarget([a, b], 2, target, 8)).toBe(null);
    expect(
      keepTarget([a, b, { id: 'c', rows: [7, 8, 9] }], 2, { lane: 'c', index: 2 }, null),
    ).toEqual({
      lane: 'c',
      index: 3,
    });
  });

  it('BOARD-43: stands where it would be put back, until it is moved', () => {
    expect(placeOf(lanes, 2)).toEqual({ lane: 'a', index: 1 });
    expect(placeOf(lanes, 8)).toEqual({ lane: 'c', index: 1 });
    expect(placeOf(lanes, 9)).toBe(null);
    expect(rowBehind(lanes, 2, { lane: 'a', index: 1 })).toBe(3);
    expect(rowBehind(lanes, 3, { lane: 'a', index: 2 })).toBe(null);
  });
});
