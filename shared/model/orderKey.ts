import { idAlphabet } from './ids.ts';

/**
 * A key that sorts strictly between `before` and `after` (null: no bound), in the alphabet of row
 * ids, so that keys and ids can be compared with each other as plain strings.
 *
 * `random` (0 ≤ x < 1) keeps apart the keys that several people make for the same gap.
 * Throws when `before` is not less than `after`, or nothing fits between: callers sort first.
 */
export const orderKeyBetween = (
  before: string | null,
  after: string | null,
  random: () => number,
): string => middle(before ?? '', after) + pick(random) + pick(random);

export const isOrderKey = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9A-HJKMNP-TV-Z]+$/.test(value);

const base = idAlphabet.length;

/** Any digit but the lowest, so that there is always room before a key. */
const pick = (random: () => number): string => idAlphabet[1 + Math.floor(random() * (base - 1))]!;

/** The middle of two keys read as fractions; ends in a digit in which it differs from both. */
const middle = (low: string, high: string | null): string => {
  let shared = 0;
  if (high !== null) {
    while (shared < high.length && (low[shared] ?? '0') === high[shared]) shared++;
    if (shared === high.length) throw new RangeError(`no order key between ${low} and ${high}`);
  }
  const from = digit(low, shared, 0);
  const to = high === null ? base : digit(high, shared, base);
  if (from >= to) throw new RangeError(`no order key between ${low} and ${high}`);
  const prefix = high === null ? '' : high.slice(0, shared);
  if (to - from > 1) return prefix + idAlphabet[(from + to) >> 1];
  return prefix + idAlphabet[from] + middle(low.slice(shared + 1), null);
};

const digit = (key: string, index: number, absent: number): number => {
  const letter = key[index];
  if (letter === undefined) return absent;
  const value = idAlphabet.indexOf(letter);
  if (value < 0) throw new RangeError(`not an order key: ${key}`);
  return value;
};
