import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { runCase } from '../bench/harness/runCase.ts';
import { failing, hanging } from './fixture/toyCases.ts';

const toys = new URL('./fixture/toyCases.ts', import.meta.url);
const options = { only: [], quick: true, repetitions: 3, seed: 1 };

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.unref();
  });

describe('a case in a process of its own', () => {
  it('BENCH-5: tells which runs failed and why, goes on with the others, and gives up after two', async () => {
    const { runs, problems } = await runCase(failing, options, () => {}, toys);
    expect(runs.map(({ contender, figures }) => [contender, figures.time])).toEqual([
      ['ours', 0],
      ['ours', 1],
      ['ours', 2],
    ]);
    expect(problems.map(({ turn, problem }) => [turn?.repetition, problem])).toEqual([
      [0, 'A is not up to it'],
      [1, 'A is not up to it'],
    ]);
  });

  it('BENCH-5: ends one that takes too long, with all that it started', async () => {
    const { runs, problems } = await runCase(hanging, options, () => {}, toys);
    expect(problems).toMatchObject([{ turn: { repetition: 1 }, problem: 'took longer than 2 s' }]);
    await expect.poll(() => isListening(runs[0]!.figures.time!)).toBe(false);
  });
});
