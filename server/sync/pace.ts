import { createAllowances } from '../access/allowances.ts';
import { syncLimits } from './limits.ts';

/** How fast the frames of each person are read, over all of their sockets. */
export interface Pace {
  /** Counts a frame that was read; answers for how many ms nothing more is to be read. */
  waitAfter(user: string, bytes: number): number;
}

const { framesAtOnce: atOnce, framesPerSecond: perSecond, paceUnit } = syncLimits;

/** `now` in ms. */
export const createPace = (now: () => number): Pace => {
  const allowances = createAllowances(now, { atOnce, perSecond });
  return {
    waitAfter: (user, bytes) => {
      const over = allowances.overdraw(user, 1 + bytes / paceUnit);
      return Math.ceil((over / perSecond) * 1_000);
    },
  };
};
