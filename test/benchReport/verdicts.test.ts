import { describe, expect, it } from 'vitest';
import { spreadOf } from '../bench/harness/statistics.ts';
import { summaryOf } from '../bench/harness/summary.ts';
import { judge } from '../bench/harness/verdicts.ts';
import { ratioText } from '../bench/harness/words.ts';
import { exampleCase, exampleRuns } from './fixture/example.ts';

describe('what figures say', () => {
  it('BENCH-2: median, least, most and quartiles of what was measured', () => {
    expect(spreadOf([])).toBeNull();
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({
      count: 5,
      median: 3,
      least: 1,
      most: 5,
      lowerQuartile: 2,
      upperQuartile: 4,
    });
    expect(spreadOf([1, 2, 3, 4])).toMatchObject({ median: 2.5, lowerQuartile: 1.75 });
  });

  it('BENCH-2: a run without the figure does not count', () => {
    const runs = [
      ...exampleRuns('ours', 100, [10, 30]),
      { contender: 'ours' as const, size: 100, repetition: 2, figures: { time: null } },
    ];
    const [at100] = summaryOf(exampleCase, { runs });
    expect(at100?.spreads.get('ours')).toMatchObject({ count: 2, median: 20 });
    expect(at100?.spreads.get('A')).toBeNull();
  });

  it('BENCH-3: a target is reached or missed', () => {
    const medians = { ours: 10, A: 500, W: 8 };
    const verdicts = [
      judge({ type: 'atMost', value: 10 }, medians),
      judge({ type: 'atMost', value: 9.9 }, medians),
      judge({ type: 'ratio', of: 'A', factor: 1 / 50 }, medians),
      judge({ type: 'ratio', of: 'A', factor: 1 / 100 }, medians),
      judge({ type: 'plus', of: 'W', value: 2 }, medians),
      judge({ type: 'plus', of: 'W', value: 1 }, medians),
    ].map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['reached', 'missed', 'reached', 'missed', 'reached', 'missed']);
  });

  it('BENCH-3: and not comparable where one of the two was not measured', () => {
    for (const medians of [{ ours: 10 }, { ours: 10, A: null }, { A: 10 }, {}])
      expect(judge({ type: 'ratio', of: 'A', factor: 1 }, medians).verdict).toBe('not comparable');
    expect(judge({ type: 'atMost', value: 10 }, { ours: null }).verdict).toBe('not comparable');
  });

  it('BENCH-3: targets are for their size, and no other', () => {
    const runs = [10, 100].flatMap((size) => [
      ...exampleRuns('ours', size, [1]),
      ...exampleRuns('A', size, [100]),
    ]);
    const summary = summaryOf(exampleCase, { runs });
    expect(summary.map(({ size, judged }) => [size, judged.length])).toEqual([
      [10, 0],
      [100, 1],
    ]);
  });

  it('writes ratios as people say them', () => {
    expect(ratioText(1, 115)).toBe('1/115');
    expect(ratioText(3, 2)).toBe('1.5 ×');
    expect(ratioText(0, 2)).toBe('0 ×');
    expect(ratioText(1, 0)).toBe('–');
  });
});
