import { syncLimits } from './limits.ts';

/** How fast the frames of each person are read, over all of their sockets. */
export interface Pace {
  /** Counts a frame that was read; answers for how many ms nothing more is to be read. */
  waitAfter(user: string, bytes: number): number;
}

const { framesAtOnce, framesPerSecond, paceUnit } = syncLimits;

/** `now` in ms. */
export const createPace = (now: () => number): Pace => {
  /** How much of `framesAtOnce` was used up `at` that time; who is not here, nothing. */
  const used = new Map<string, { amount: number; at: number }>();
  let nextSweep = 0;

  const usedNow = (user: string, time: number): number => {
    const use = used.get(user);
    if (use === undefined) return 0;
    return Math.max(0, use.amount - ((time - use.at) / 1_000) * framesPerSecond);
  };
  const forgetOld = (time: number): void => {
    if (time < nextSweep) return;
    for (const user of used.keys()) if (usedNow(user, time) === 0) used.delete(user);
    nextSweep = time + 60_000;
  };

  return {
    waitAfter: (user, bytes) => {
      const time = now();
      forgetOld(time);
      const amount = usedNow(user, time) + 1 + bytes / paceUnit;
      used.set(user, { amount, at: time });
      return Math.ceil((Math.max(0, amount - framesAtOnce) / framesPerSecond) * 1_000);
    },
  };
};
