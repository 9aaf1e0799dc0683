import type { FaultRun } from './finding.ts';
import { type Judged, judge } from './verdicts.ts';

const marks = { met: '✓', missed: '✗', failed: '✗', 'not run': '·' } as const;

const linesOf = ({ id, work, target, verdict, findings, open }: Judged): readonly string[] => [
  `${marks[verdict]} ${id.padEnd(4)}${verdict.padEnd(8)}${work}: ${target}`,
  ...findings.map(
    ({ done, found, seed, met }) =>
      `      ${done}: ${found}${met ? '' : ' ✗'}${seed === null ? '' : ` (--seed ${seed})`}`,
  ),
  ...open.map(({ title, status }) => `      ${status}: ${title}`),
];

/** For the terminal: each chosen target, what was done, what came of it. */
export const summary = (
  run: Pick<FaultRun, 'findings' | 'tests'>,
  only: readonly string[],
): string =>
  judge(run)
    .filter(({ id }) => only.length === 0 || only.includes(id))
    .flatMap(linesOf)
    .join('\n');
