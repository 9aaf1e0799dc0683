import type { FastifyInstance } from 'fastify';
import { Refusal } from '../access/index.ts';

/** Requests of one person, over all sessions and tokens: far above what one process answers. */
const atOnce = 5_000;
const perSecond = 2_500;

/** Refuses who asks faster than anybody could be answered, so that the others are. */
export const limitRequests = (app: FastifyInstance, now: () => number = Date.now): void => {
  /** How many of `atOnce` a person has used up, `at` that time (ms). */
  const used = new Map<string, { count: number; at: number }>();
  let nextSweep = 0;

  const usedNow = ({ count, at }: { count: number; at: number }, time: number): number =>
    Math.max(0, count - ((time - at) / 1_000) * perSecond);

  app.addHook('onRequest', async ({ actor }) => {
    if (actor === null) return;
    const time = now();
    if (time >= nextSweep) {
      for (const [user, use] of used) if (usedNow(use, time) === 0) used.delete(user);
      nextSweep = time + 60_000;
    }
    const use = used.get(actor.user);
    const count = (use === undefined ? 0 : usedNow(use, time)) + 1;
    if (count > atOnce) throw new Refusal('tooManyRequests', { retryAfter: 1 });
    used.set(actor.user, { count, at: time });
  });
};
