import { expect, test } from 'vitest';
import type { FaultRun } from '../faults/harness/finding.ts';
import { readOptions } from '../faults/harness/options.ts';
import { reliabilityDocument } from '../faults/harness/reliabilityDocument.ts';
import { summary } from '../faults/harness/summary.ts';
import { judge, targetsIn } from '../faults/harness/verdicts.ts';

const run: FaultRun = {
  date: '2026-01-31',
  isFull: true,
  machine: '2 × processor, 8 GB',
  versions: { Suanpan: '0.1.0', 'Node.js': '22.12.0' },
  findings: [
    { id: 'R1', done: '1,000 kills', found: '0 lost', seed: 7, met: true },
    { id: 'R2', done: '5 restarts', found: 'median 1.2 s', seed: null, met: false },
    { id: 'R5', done: '100,000 flips', found: '3 not found', seed: 8, met: true },
  ],
  tests: [
    { title: 'FAULT-1 R1 kill -9', status: 'passed' },
    { title: 'NOTE-21 R1 kill -9 of notes', status: 'passed' },
    { title: 'FAULT-10 R2 a restart', status: 'passed' },
    { title: 'FAULT-11 R4 a disk', status: 'skipped' },
    { title: 'FAULT-12 R5 any flipped bit', status: 'failed' },
  ],
};

test('a title names its target behind its rule', () => {
  expect(targetsIn('FAULT-10 R5 any flipped bit in R2 of it')).toEqual(['R5']);
  expect(targetsIn('SIM-1: R3 replicas are equal')).toEqual(['R3']);
  expect(targetsIn('FAULT-2 asked to stop')).toEqual([]);
});

test('a target is met when all of its tests passed and no figure is beyond it', () => {
  const verdicts = judge(run).map(({ id, verdict }) => [id, verdict]);
  expect(Object.fromEntries(verdicts)).toMatchObject({
    R1: 'met',
    R2: 'missed',
    R4: 'not run',
    R5: 'failed',
    R9: 'not run',
  });
});

test('the report is made of the raw results alone, and names what did not run or failed', () => {
  const document = reliabilityDocument(run);
  expect(document).toBe(reliabilityDocument(JSON.parse(JSON.stringify(run))));
  expect(document).toContain('2026-01-31');
  expect(document).toContain('2 × processor, 8 GB');
  expect(document).toMatch(/\| R1 \|.*\| 1,000 kills \| 0 lost \|.*\| met \| 7 \|/);
  expect(document).toMatch(/\| R4 \|.*skipped: FAULT-11 R4 a disk.*\| not run \| – \|/);
  expect(document).toMatch(/\| R5 \|.*3 not found<br>failed: FAULT-12.*\| failed \| 8 \|/);
});

test('the table at the end holds what was chosen', () => {
  const lines = summary(run, ['R2']).split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^✗ R2 {2}missed/);
  expect(lines[1]).toContain('5 restarts: median 1.2 s');
});

test('words that the command does not know are answered with those that it does', () => {
  const known = ['R1', 'R5'];
  expect(readOptions([], known)).toEqual({ only: [], isFull: false, seed: null });
  expect(readOptions(['--only', 'R5,R1', '--full', '--seed', '7'], known)).toEqual({
    only: ['R5', 'R1'],
    isFull: true,
    seed: 7,
  });
  for (const words of [['--only', 'R77'], ['--only'], ['--seed', 'x'], ['--ful']])
    expect(readOptions(words, known)).toBeTypeOf('string');
});
