/** How much somebody may ask for at once, and how fast that comes back. */
export interface AllowanceLimits {
  readonly atOnce: number;
  readonly perSecond: number;
}

/** What each has used up of the same allowance; it comes back with time. */
export interface Allowances {
  /** Uses `amount` of what `key` has left; false, and nothing is used, when there is less. */
  take(key: string, amount: number): boolean;
  /** Uses `amount` in any case. Answers by how much `key` is over the limit then. */
  overdraw(key: string, amount: number): number;
}

const sweepEvery = 60_000;

/** `now` in ms. Whoever has used nothing for long takes no memory. */
export const createAllowances = (
  now: () => number,
  { atOnce, perSecond }: AllowanceLimits,
): Allowances => {
  /** How much was used up `at` that time; who is not here, nothing. */
  const used = new Map<string, { readonly amount: number; readonly at: number }>();
  let nextSweep = 0;

  const usedNow = (key: string, time: number): number => {
    const use = used.get(key);
    return use === undefined ? 0 : Math.max(0, use.amount - ((time - use.at) / 1_000) * perSecond);
  };
  const forgetOld = (time: number): void => {
    if (time < nextSweep) return;
    for (const key of used.keys()) if (usedNow(key, time) === 0) used.delete(key);
    nextSweep = time + sweepEvery;
  };

  return {
    take: (key, more) => {
      const time = now();
      forgetOld(time);
      const amount = usedNow(key, time) + more;
      if (amount > atOnce) return false;
      used.set(key, { amount, at: time });
      return true;
    },
    overdraw: (key, more) => {
      const time = now();
      forgetOld(time);
      const amount = usedNow(key, time) + more;
      used.set(key, { amount, at: time });
      return Math.max(0, amount - atOnce);
    },
  };
};
