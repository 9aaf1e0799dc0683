import { setTimeout } from 'node:timers/promises';
import type { BenchServer } from './processes.ts';

/** ms; what servers do by themselves they look for once a second. */
const betweenLooks = 1_500;
const quietLooks = 2;
/** CPU time between two looks of a server that has nothing to do, ms. */
const mostIdle = 50;
const patience = 60_000;

/** Until a server has nothing to do, or it has gone on for a minute. */
export const untilIdle = async (server: Pick<BenchServer, 'cpu'>): Promise<void> => {
  const giveUpAt = performance.now() + patience;
  let before = await server.cpu();
  for (let quiet = 0; quiet < quietLooks && performance.now() < giveUpAt; ) {
    await setTimeout(betweenLooks);
    const now = await server.cpu();
    quiet = now - before < mostIdle ? quiet + 1 : 0;
    before = now;
  }
};
