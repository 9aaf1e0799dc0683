import type { FastifyInstance } from 'fastify';
import { createAllowances } from '../access/allowances.ts';
import { Refusal } from '../access/index.ts';

/** Requests of one person, over all sessions and tokens: far above what one process answers. */
const atOnce = 5_000;
const perSecond = 2_500;

/** Refuses who asks faster than anybody could be answered, so that the others are. */
export const limitRequests = (app: FastifyInstance, now: () => number = Date.now): void => {
  const allowances = createAllowances(now, { atOnce, perSecond });
  app.addHook('onRequest', async ({ actor }) => {
    if (actor !== null && !allowances.take(actor.user, 1))
      throw new Refusal('tooManyRequests', { retryAfter: 1 });
  });
};
