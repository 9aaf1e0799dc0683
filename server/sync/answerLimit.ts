/** How often somebody is told all that a document holds. */
export interface AnswerLimit {
  /** Counts one more; false when it is one too many, and a little later is early enough. */
  allows(user: string, document: string): boolean;
}

/** A person's tabs and programs, all of which come back at once when the server was away. */
const atOnce = 60;
/** Each costs some 3 ms for a small ledger. */
const perSecond = 3;

/** `now` in ms. */
export const createAnswerLimit = (now: () => number): AnswerLimit => {
  /** How many of the `atOnce` were used up `at` that time; who is not here, none. */
  const used = new Map<string, { count: number; at: number }>();
  let nextSweep = 0;

  const usedNow = ({ count, at }: { count: number; at: number }, time: number): number =>
    Math.max(0, count - ((time - at) / 1_000) * perSecond);

  const forgetOld = (time: number): void => {
    if (time < nextSweep) return;
    for (const [key, use] of used) if (usedNow(use, time) === 0) used.delete(key);
    nextSweep = time + 60_000;
  };

  return {
    allows: (user, document) => {
      const time = now();
      forgetOld(time);
      const key = `${user} ${document}`;
      const use = used.get(key);
      const count = use === undefined ? 0 : usedNow(use, time);
      if (count + 1 > atOnce) return false;
      used.set(key, { count: count + 1, at: time });
      return true;
    },
  };
};
