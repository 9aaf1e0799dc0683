import { describe, expect, it } from 'vitest';
import { reportOf } from '../bench/harness/report.ts';
import { resultsSchema } from '../bench/harness/results.ts';
import { exampleCase, exampleResults, exampleRuns } from './fixture/example.ts';

const other = { ...exampleCase, id: 'P3', title: 'Edits' };
const runs = [
  ...exampleRuns('ours', 10, [1, 2, 3]),
  ...exampleRuns('A', 10, [10, 20, 30]),
  ...exampleRuns('ours', 100, [2, 4, 6]),
  ...exampleRuns('A', 100, [400, 800, 1_200]),
  ...exampleRuns('ours', 1_000, [8]),
];

describe('the report', () => {
  it('BENCH-4: has every case with its figures, spread, ratio and verdict, and names the others', () => {
    const { markdown } = reportOf([exampleCase, other], { P1: exampleResults(runs) });
    expect(markdown).toContain(
      '| P1 | time | 100 rows | 4 ms | 800 ms | 1/200 | ≤ 1/100 of A | reached |',
    );
    expect(markdown).toContain(
      '| 100 | time, ms | **4** (2–6; 3–5) | **800** (400–1,200; 600–1,000) | 1/200 |',
    );
    expect(markdown).toContain('| 1,000 | time, ms | **8** (8–8; 8–8) | – | – |');
    expect(markdown).toContain('Abacus 1, 2 cores, 8 GiB of memory, Linux 6');
    expect(markdown).toContain('5 repetitions, seed 7, 2026-01-02, commit abc.');
    expect(markdown).toContain('Not measured yet: P3.');
  });

  it('BENCH-4: is made of the results alone: the same ones give the same report, in the order of the cases', () => {
    const first = exampleResults(runs);
    const second = exampleResults(runs, 'def', '2026-02-03T00:00:00.000Z');
    const results = resultsSchema.parse(JSON.parse(JSON.stringify({ P3: second, P1: first })));
    const report = reportOf([exampleCase, other], results);
    expect(report).toEqual(reportOf([exampleCase, other], { P1: first, P3: second }));
    expect(report.markdown.indexOf('## P1')).toBeLessThan(report.markdown.indexOf('## P3'));
    expect(report.markdown).toContain('Last measured on 2026-02-03');
    expect(report.markdown).not.toContain('On another machine');
  });

  it('BENCH-4: says where a case was measured on another machine than the last one', () => {
    const first = exampleResults(runs);
    const surroundings = {
      ...first.surroundings,
      at: '2025-01-01T00:00:00.000Z',
      machine: { ...first.surroundings.machine, cpu: 'Abacus 0' },
    };
    const old = { ...first, surroundings };
    const { markdown } = reportOf([exampleCase, other], { P1: old, P3: first });
    expect(markdown).toContain('On another machine or with other versions than above: Abacus 0');
  });

  it('BENCH-5: lists the runs that failed, with the reason', () => {
    const problems = [
      { turn: { contender: 'A' as const, size: 100, repetition: 1 }, problem: 'out of memory' },
    ];
    const { markdown } = reportOf([exampleCase], { P1: { ...exampleResults([]), problems } });
    expect(markdown).toContain(
      'Failed: A: Y.Map of Y.Map on Hocuspocus, 100 rows, repetition 2: out of memory',
    );
  });

  it('BENCH-6: draws what grows, says it in words too, and tells lines apart without colour', () => {
    const { charts, markdown } = reportOf([exampleCase], { P1: exampleResults(runs) });
    const svg = charts.get('p1.svg')!;
    expect(markdown).toContain('![Loading <a> ledger](benchmarks/p1.svg)');
    expect(svg).toContain('role="img" aria-labelledby="title what"');
    expect(svg).toContain('<title id="title">P1 Loading &lt;a> ledger</title>');
    expect(svg).toContain('Suanpan: 2 at 10, 4 at 100, 8 at 1,000. A: 20 at 10, 800 at 100.');
    expect(svg).toContain('prefers-color-scheme: dark');
    expect(svg).toContain('stroke-dasharray');
    expect(svg.match(/<circle/g)).toHaveLength(3);
    expect(svg.match(/<rect/g)).toHaveLength(2);
    expect(svg).not.toContain('NaN');
  });

  it('BENCH-6: draws nothing where nothing grows, and what is zero is not on a logarithmic axis', () => {
    const fixed = { ...exampleCase, sizes: [] };
    expect(reportOf([fixed], { P1: exampleResults(runs) }).charts.size).toBe(0);
    const zeros = exampleResults(exampleRuns('ours', 100, [0, 0]));
    expect(reportOf([exampleCase], { P1: zeros }).charts.size).toBe(0);
  });
});
