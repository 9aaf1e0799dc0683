import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnKey } from '../../shared/model/index.ts';

describe('the key of a new column', () => {
  it('is its name, with a number where the table has that already', () => {
    expect(columnKey(' 等级 ', [])).toBe('等级');
    expect(columnKey('等级', ['等级', '等级 2'])).toBe('等级 3');
  });

  it('is never one that the table has', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (name, taken) => {
        expect(taken).not.toContain(columnKey(name, [...taken, name.trim()]));
      }),
    );
  });
});
