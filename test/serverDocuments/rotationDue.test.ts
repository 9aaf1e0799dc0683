import { describe, expect, test } from 'vitest';
import { type GenerationAge, isTurnDue } from '../../server/documents/rotationDue.ts';

const mebibyte = 1024 * 1024;
const minute = 60_000;
const young: GenerationAge = {
  stateBytes: 0,
  sealedBytes: 32 * mebibyte,
  clients: 10,
  updates: 100_000,
  quiet: 0,
};
/** The shortest pause in writing, in minutes, after which it turns; null when it never does. */
const pauseOf = (age: Partial<GenerationAge>): number | null => {
  for (const quiet of [0, 0.2, 1.3, 4, 11, 10_000])
    if (isTurnDue({ ...young, ...age, quiet: quiet * minute })) return quiet;
  return null;
};

describe('when a ledger turns', () => {
  test('AGE-14 it is by the ratio of what was written to what is sealed, and the more it is due the shorter a pause will do', () => {
    expect(pauseOf({ stateBytes: 1.9 * mebibyte })).toBeNull();
    expect(pauseOf({ stateBytes: 2.1 * mebibyte })).toBe(11);
    expect(pauseOf({ stateBytes: 4 * mebibyte })).toBe(1.3);
    expect(pauseOf({ stateBytes: 8 * mebibyte })).toBe(0.2);
    expect(pauseOf({ stateBytes: 16 * mebibyte })).toBe(0);
    expect(pauseOf({ stateBytes: 2.1 * mebibyte, sealedBytes: 64 * mebibyte })).toBeNull();
  });

  test('AGE-14 small ledgers and young generations are left alone, and so many tabs make any ledger due', () => {
    expect(pauseOf({ stateBytes: 0.4 * mebibyte, sealedBytes: 1_000 })).toBeNull();
    expect(pauseOf({ stateBytes: 64 * mebibyte, updates: 1_000 })).toBeNull();
    expect(pauseOf({ clients: 5_100 })).toBe(11);
    expect(pauseOf({ clients: 40_000 })).toBe(0);
  });
});
