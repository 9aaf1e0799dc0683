import './virtualTime.ts';
import 'fake-indexeddb/auto';
import '../../../shared/documents/segment.ts';
import { step } from './actions.ts';
import { check } from './checks.ts';
import { heal } from './heal.ts';
import { openWorld, type WorldOptions } from './world.ts';

export interface Simulation extends WorldOptions {
  readonly steps: number;
}

/** Runs one seed; answers what did not hold, with the steps that led there. */
export const simulate = async ({ steps, ...options }: Simulation): Promise<Outcome> => {
  const world = await openWorld(options);
  try {
    await world.openTab(world.people[0]!, 1);
    await world.openTab(world.people[1]!, 2);
    await world.time.pass(3_000);
    for (let count = 0; count < steps && world.problems.length === 0; count++) await step(world);
    const acknowledged = world.witness.deeds.filter(({ isAcknowledged }) => isAcknowledged).length;
    if (world.problems.length === 0) await heal(world);
    if (world.problems.length === 0) await check(world);
    return {
      problems: world.problems,
      trace: world.trace,
      deeds: world.witness.deeds.length,
      acknowledged,
    };
  } finally {
    await world.end();
  }
};

export interface Outcome {
  readonly problems: readonly string[];
  /** What happened, step by step. */
  readonly trace: readonly string[];
  /** Cells that were written, and how many of them before the end were said to be saved. */
  readonly deeds: number;
  readonly acknowledged: number;
}
