import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, contains, pasteArea } from '../../shared/intake/area.ts';

describe('where a block lands', () => {
  const size = fc.integer({ min: 1, max: 6 });

  it('GRID-1: one value fills the selection', () => {
    const selection = { x: 2, y: 3, width: 4, height: 5 };
    expect(pasteArea({ width: 1, height: 1 }, selection)).toEqual(selection);
  });

  it('GRID-1: a block that divides the selection repeats over it', () => {
    fc.assert(
      fc.property(size, size, size, size, (width, height, across, down) => {
        const selection = { x: 1, y: 1, width: width * across, height: height * down };
        expect(pasteArea({ width, height }, selection)).toEqual(selection);
      }),
    );
  });

  it('GRID-1: any other block is pasted once, whole', () => {
    fc.assert(
      fc.property(size, size, size, size, (width, height, selectedWidth, selectedHeight) => {
        const selection = { x: 1, y: 1, width: selectedWidth, height: selectedHeight };
        const area = pasteArea({ width, height }, selection);
        expect(area.width % width).toBe(0);
        expect(area.height % height).toBe(0);
        expect([area.x, area.y]).toEqual([1, 1]);
      }),
    );
  });

  it('GRID-1: a row of values goes down every selected row', () => {
    expect(pasteArea({ width: 3, height: 1 }, { x: 0, y: 0, width: 1, height: 5 })).toEqual({
      x: 0,
      y: 0,
      width: 3,
      height: 5,
    });
  });

  it('GRID-7: areas are cut to what exists', () => {
    expect(clip({ x: -1, y: 2, width: 9, height: 9 }, 3, 4)).toEqual({
      x: 0,
      y: 2,
      width: 3,
      height: 2,
    });
    expect(clip({ x: 0, y: 4, width: 1, height: 1 }, 3, 4)).toBeNull();
    expect(contains({ x: 1, y: 1, width: 2, height: 2 }, 2, 2)).toBe(true);
    expect(contains({ x: 1, y: 1, width: 2, height: 2 }, 3, 2)).toBe(false);
  });
});
