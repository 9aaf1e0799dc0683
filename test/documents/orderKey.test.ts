import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idAlphabet, orderKeyBetween } from '../../shared/model/index.ts';

const digit = fc.constantFrom(...idAlphabet);
const ulid = fc
  .tuple(fc.constantFrom('0', '1'), fc.array(digit, { minLength: 25, maxLength: 25 }))
  .map(([first, rest]) => first + rest.join(''));
const random = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));

const draw = (stream: Iterator<number>) => (): number => stream.next().value as number;

describe('order keys', () => {
  it('LEDGER-17: stand between their neighbours after any sequence of insertions among row ids', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(ulid, { maxLength: 5 }),
        fc.array(fc.nat(), { maxLength: 60 }),
        random,
        (ids, places, stream) => {
          const keys = [...ids].sort();
          for (const place of places) {
            const at = place % (keys.length + 1);
            const before = keys[at - 1] ?? null;
            const after = keys[at] ?? null;
            const key = orderKeyBetween(before, after, draw(stream));
            if (before !== null) expect(key > before).toBe(true);
            if (after !== null) expect(key < after).toBe(true);
            keys.splice(at, 0, key);
          }
        },
      ),
    );
  });

  it('LEDGER-18: differ when two people insert at one place', () => {
    fc.assert(
      fc.property(ulid, random, (before, stream) => {
        const next = draw(stream);
        const keys = Array.from({ length: 3 }, () => orderKeyBetween(before, null, next));
        for (const key of keys) expect(key > before).toBe(true);
      }),
    );
    let seed = 1;
    const spread = (): number => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647;
    };
    const keys = Array.from({ length: 20 }, () => orderKeyBetween('A', 'B', spread));
    expect(new Set(keys).size).toBeGreaterThan(15);
  });
});
