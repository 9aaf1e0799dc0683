import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../server/storage/groupCommit.ts';
import { groupCommit } from '../../server/storage/groupCommit.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Commits even numbers and refuses odd ones. 13 cannot be committed, nor anything with it; with 17
 * the disk is full for all.
 */
const evenOnly = (groups: number[][], largest = 100) =>
  groupCommit<number, number>(
    async (items) => {
      groups.push([...items]);
      await nextTurn();
      if (items.includes(17)) throw new Error('disk');
      if (items.includes(13)) throw new Error('too large');
      return items.map(
        (item): Outcome<number> =>
          item % 2 === 0 ? { ok: true, value: item } : { ok: false, error: new Error('odd') },
      );
    },
    largest,
    (error) => error instanceof Error && error.message === 'disk',
  );

describe('a group commit', () => {
  test('STORAGE-12: what arrives while a group runs goes together in the next', async () => {
    const groups: number[][] = [];
    const group = evenOnly(groups);
    const first = group.add(2);
    await Promise.resolve();
    const rest = [4, 6, 8].map(group.add);
    expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8]);
    expect(groups).toEqual([[2], [4, 6, 8]]);
  });

  test('no group is larger than allowed', async () => {
    const groups: number[][] = [];
    await Promise.all([2, 4, 6, 8, 10].map(evenOnly(groups, 2).add));
    expect(groups).toEqual([[2, 4], [6, 8], [10]]);
  });

  test('STORAGE-20: what cannot be stored does not take the others with it, who keep their order', async () => {
    const groups: number[][] = [];
    const outcomes = await Promise.allSettled([2, 13, 4].map(evenOnly(groups).add));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(groups).toEqual([[2, 13, 4], [2], [13], [4]]);
  });

  test('STORAGE-13: what concerns the disk is not tried one by one', async () => {
    const groups: number[][] = [];
    const outcomes = await Promise.allSettled([2, 17, 4].map(evenOnly(groups).add));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(groups).toEqual([[2, 17, 4]]);
  });

  test('STORAGE-3: whatever fails, everyone gets their own answer, and the next group runs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 20 })), async (items) => {
        const groups: number[][] = [];
        const group = evenOnly(groups, 4);
        const outcomes = await Promise.allSettled(items.map(group.add));
        await group.idle();
        const asked = items.flatMap((_, index) =>
          index % 4 === 0 ? [items.slice(index, index + 4)] : [],
        );
        for (const [index, item] of items.entries()) {
          const failed = asked[Math.floor(index / 4)]!.includes(17);
          const expected = failed || item % 2 === 1 ? 'rejected' : 'fulfilled';
          expect(outcomes[index]!.status).toBe(expected);
        }
      }),
    );
  });
});
