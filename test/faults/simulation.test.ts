import { expect, test } from 'vitest';
import { simulate } from '../simulation/support/simulate.ts';
import { grouped, note, progress, seed, size } from './support/scale.ts';

const seeds = size({ suite: 100, full: 10_000 });
const steps = size({ suite: 200, full: 1_000 });
/** The suite does as many of its seeds as there is time for, and not fewer than these; ms. */
const enoughTime = size({ suite: 20_000, full: Number.POSITIVE_INFINITY });
const leastSeeds = 10;
/** Every so many seeds on real SQLite files; the others in memory, behind the same port. */
const sqliteEvery = 5;

test(
  'SIM-1 R3 a simulated office: all replicas, the log and the projection are equal, nothing acknowledged is lost',
  async () => {
    const first = seed('R3');
    const tell = progress('R3', seeds);
    const sum = { seeds: 0, steps: 0, deeds: 0, acknowledged: 0 };
    const until = Date.now() + enoughTime;
    for (let count = 0; count < seeds; count++) {
      if (count >= leastSeeds && Date.now() > until) break;
      const outcome = await simulate({
        seed: first + count,
        steps,
        storage: count % sqliteEvery === 0 ? 'sqlite' : 'memory',
      });
      sum.seeds++;
      sum.steps += outcome.trace.length;
      sum.deeds += outcome.deeds;
      sum.acknowledged += outcome.acknowledged;
      expect(outcome.problems, replay(first + count, outcome.trace)).toEqual([]);
      tell(count + 1);
    }
    note({
      id: 'R3',
      done:
        `${grouped(sum.seeds)} seeds, ${grouped(sum.steps)} steps, ${grouped(sum.deeds)} cells ` +
        `written, of which ${grouped(sum.acknowledged)} acknowledged before the end`,
      found: '0 lost, 0 shown before they were stored, all replicas equal',
      seed: first,
      met: true,
    });
  },
  size({ suite: 180_000, full: 24 * 3_600_000 }),
);

/** What a failure is told with. */
const replay = (failing: number, trace: readonly string[]): string =>
  `npm run faults -- --only R3 --seed ${failing}\n${trace.slice(-40).join('\n')}\n`;
