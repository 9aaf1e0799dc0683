/** The next random number, 0 ≤ x < 1. */
export type Random = () => number;

/**
 * A small deterministic generator (mulberry32): the same seed gives the same sample everywhere.
 * Not for anything secret.
 */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A whole number from `least` to `most`, both included. */
export const whole = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

export const chance = (random: Random, probability: number): boolean => random() < probability;

/** One of `items`, each as likely as the others. Throws on an empty list. */
export const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
};

/** One of `items`, likely in proportion to its weight. Throws when no weight is positive. */
export const pickWeighted = <Item>(
  random: Random,
  items: readonly Item[],
  weightOf: (item: Item) => number,
): Item => {
  let rest = random() * items.reduce((sum, item) => sum + weightOf(item), 0);
  for (const item of items) {
    rest -= weightOf(item);
    if (rest < 0) return item;
  }
  throw new RangeError('nothing to pick from');
};
