import { expect, test } from 'vitest';
import { failingSeeds } from './failingSeeds.ts';
import { simulate } from './support/simulate.ts';

test.each(failingSeeds)(
  'SIM-2 a seed that failed holds: $seed, because $because',
  async (failed) => {
    const { problems } = await simulate(failed);
    expect(problems).toEqual([]);
  },
);

test('SIM-3 one seed is one story', async () => {
  const once = await simulate({ seed: 7, steps: 80, storage: 'memory' });
  const again = await simulate({ seed: 7, steps: 80, storage: 'memory' });
  expect(again).toEqual(once);
});

test('SIM-4 a disk that says "written" before it has is found out', async () => {
  const found: string[] = [];
  for (let seed = 1; seed <= 10; seed++)
    found.push(
      ...(await simulate({ seed, steps: 100, storage: 'memory', isLying: true })).problems,
    );
  expect(found.some((problem) => problem.includes('which the log does not have'))).toBe(true);
});
