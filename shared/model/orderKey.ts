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

/**
 * True when `orderKeyBetween` finds a key between the two. It does not between equal keys, nor
 * where `after` is `before` with nothing but zeros behind it, as other programs may leave them.
 */
export const isRoomBetween = (before: string | null, after: string | null): boolean => {
  if (after === null) return true;
  const low = before ?? '';
  return low < after && /[^0]/.test(after.startsWith(low) ? after.slice(low.length) : after);
};

/** As many keys in order between two as asked for, short ones. Throws as `orderKeyBetween` does. */
export const orderKeysBetween = (
  before: string | null,
  after: string | null,
  count: number,
  random: () => number,
): readonly string[] => {
  if (count <= 0) return [];
  const middle = orderKeyBetween(before, after, random);
  const half = count >> 1;
  return [
    ...orderKeysBetween(before, middle, half, random),
    middle,
    ...orderKeysBetween(middle, after, count - half - 1, random),
  ];
};

/** Keys for those at `from` … `to - 1`, once the new ones stand among them. */
export interface KeysAt {
  readonly from: number;
  readonly to: number;
  readonly keys: readonly string[];
}

/**
 * Keys for `count` things that are put at the place `at` among others in order, whose keys `keyAt`
 * tells (null beyond their ends). Where the two beside the place leave no room, as equal keys do, the
 * others from `from` to `to - 1`, the fewest that help, get new keys too.
 */
export const orderKeysAt = (
  keyAt: (index: number) => string | null,
  at: number,
  count: number,
  random: () => number,
): KeysAt => {
  const behind = (moving: number): boolean => isRoomBetween(keyAt(at - 1), keyAt(at + moving));
  const ahead = (moving: number): boolean =>
    moving <= at && isRoomBetween(keyAt(at - 1 - moving), keyAt(at));
  let moving = 0;
  while (!behind(moving) && !ahead(moving)) moving++;
  const [from, to] = behind(moving) ? [at, at + moving] : [at - moving, at];
  return { from, to, keys: orderKeysBetween(keyAt(from - 1), keyAt(to), count + moving, random) };
};

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
