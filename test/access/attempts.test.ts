import { beforeEach, describe, expect, test } from 'vitest';
import { type Attempts, createAttempts } from '../../server/access/attempts.ts';
import { Refusal } from '../../server/access/index.ts';

let time: number;
let attempts: Attempts;
beforeEach(() => {
  time = 1_700_000_000_000;
  attempts = createAttempts(() => time);
});

const ada = 'ada@example.com';
const office = '192.0.2.1';

/** Seconds to wait before the attempt is looked at; 0 when it was. */
const waitFor = (email: string, address: string): number => {
  try {
    attempts.begin(email, address);
    return 0;
  } catch (error) {
    if (error instanceof Refusal) return error.retryAfter!;
    throw error;
  }
};
/** Guesses whenever it may; answers the waits between. */
const guess = (times: number, email: string, addressOf: (index: number) => string): number[] =>
  Array.from({ length: times }, (_, index) => {
    const wait = waitFor(email, addressOf(index));
    time += wait * 1_000;
    if (wait > 0) attempts.begin(email, addressOf(index));
    return wait;
  });

describe('guessing passwords', () => {
  test('ACCESS-3: takes longer and longer, and a quarter of an hour later it is forgotten', () => {
    const waits = guess(17, ada, () => office);
    expect(waits).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    time += 15 * 60_000;
    expect(waitFor(ada, office)).toBe(0);
  });

  test('ACCESS-3: from everywhere at once makes the account’s owner wait seconds, not minutes', () => {
    const waits = guess(500, ada, (index) => `198.51.100.${index}`);
    expect(Math.max(...waits)).toBe(5);
    expect(waitFor(ada, office)).toBeLessThanOrEqual(5);
  });

  test('ACCESS-3: a whole company signs in from one address', () => {
    for (let person = 0; person < 500; person++)
      expect(waitFor(`person${person}@example.com`, office)).toBe(0);
  });

  test('ACCESS-3: one address that tries account after account is slowed down', () => {
    for (let person = 0; person < 620; person++)
      guess(1, `person${person}@example.com`, () => office);
    expect(waitFor('another@example.com', office)).toBe(5);
  });

  test('ACCESS-3: who turns out to know the password waits for nothing, nor do colleagues', () => {
    for (let index = 0; index < 2_000; index++) {
      expect(waitFor(ada, office)).toBe(0);
      attempts.forgive(ada, office);
    }
  });
});
