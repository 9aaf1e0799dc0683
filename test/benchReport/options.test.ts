import { describe, expect, it } from 'vitest';
import { readOptions } from '../bench/harness/options.ts';
import { scheduleOf } from '../bench/harness/schedule.ts';

const known = ['P1', 'P3', 'P12'];

describe('what is run', () => {
  it('BENCH-7: all cases five times, or the chosen ones, small and twice, as asked', () => {
    expect(readOptions([], known)).toEqual({
      only: known,
      quick: false,
      repetitions: 5,
      seed: 20260101,
    });
    expect(readOptions(['--only', 'p12,P1', '--quick', '--seed=7'], known)).toEqual({
      only: ['P1', 'P12'],
      quick: true,
      repetitions: 2,
      seed: 7,
    });
  });

  it('BENCH-7: nothing, when an option is not understood', () => {
    for (const words of [
      ['--ony', 'P1'],
      ['--only', 'P2'],
      ['--only'],
      ['--repetitions', '0'],
      ['--repetitions', 'many'],
      ['--seed', '-1'],
    ])
      expect(readOptions(words, known), words.join(' ')).toHaveProperty('problem');
  });

  it('BENCH-1: contenders take turns, each begins as often as the others, sizes go up', () => {
    const turns = scheduleOf(
      {
        contenders: ['ours', 'A', 'W'],
        size: 100,
        sizes: [1_000, 10],
        quickSize: 1,
        canRun: (contender, size) => contender !== 'A' || size < 1_000,
      },
      { quick: false, repetitions: 3 },
    );
    const at = (size: number) =>
      turns.filter((turn) => turn.size === size).map(({ contender }) => contender);
    expect(at(10)).toEqual(['ours', 'A', 'W', 'A', 'W', 'ours', 'W', 'ours', 'A']);
    expect(at(1_000)).toEqual(['ours', 'W', 'W', 'ours', 'ours', 'W']);
    expect([...new Set(turns.map(({ size }) => size))]).toEqual([10, 100, 1_000]);
  });

  it('BENCH-1: a quick run has the quick size only', () => {
    const turns = scheduleOf(
      { contenders: ['ours'], size: 100, sizes: [10, 100], quickSize: 1 },
      { quick: true, repetitions: 2 },
    );
    expect(turns.map(({ size }) => size)).toEqual([1, 1]);
  });
});
