import type { FaultRun, Finding, TestOutcome } from './finding.ts';
import { type ReliabilityTarget, reliabilityTargets } from './reliabilityTargets.ts';

export type Verdict = 'met' | 'missed' | 'failed' | 'not run';

export interface Judged extends ReliabilityTarget {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** Titles of tests that did not run here, or failed. */
  readonly open: readonly TestOutcome[];
}

/** R-numbers that a title names: `FAULT-10 R5 any flipped bit …` → `R5`. */
export const targetsIn = (title: string): readonly string[] =>
  [...title.matchAll(/\b[A-Z]+-\d+:? (R\d+|AGE)\b/g)].map((match) => match[1]!);

/**
 * Each target with what was found. `failed`: a test did not pass. `missed`: all passed, and a
 * measured figure is beyond its target. Only what ran is judged; what is skipped is named.
 */
export const judge = ({ findings, tests }: Pick<FaultRun, 'findings' | 'tests'>): Judged[] =>
  reliabilityTargets.map((target) => {
    const own = tests.filter(({ title }) => targetsIn(title).includes(target.id));
    const ofTarget = findings.filter(({ id }) => id === target.id);
    return {
      ...target,
      verdict: verdictOf(own, ofTarget),
      findings: ofTarget,
      open: own.filter(({ status }) => status !== 'passed'),
    };
  });

const verdictOf = (tests: readonly TestOutcome[], findings: readonly Finding[]): Verdict => {
  if (tests.some(({ status }) => status === 'failed')) return 'failed';
  if (!tests.some(({ status }) => status === 'passed')) return 'not run';
  return findings.every(({ met }) => met) ? 'met' : 'missed';
};
