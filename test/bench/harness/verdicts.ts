import type { Contender, Target } from './benchCase.ts';

export type Verdict = 'reached' | 'missed' | 'not comparable';

/** Medians of one figure at one size; undefined or null: could not be had. */
export type Medians = Readonly<Partial<Record<Contender, number | null>>>;

export interface Judged {
  readonly target: Target;
  readonly verdict: Verdict;
  /** The most that ours may be, in the figure's unit; null where the baseline is not known. */
  readonly limit: number | null;
}

export const judge = (target: Target, medians: Medians): Judged => {
  const limit = limitOf(target, medians);
  const ours = medians.ours ?? null;
  if (limit === null || ours === null) return { target, verdict: 'not comparable', limit };
  return { target, verdict: ours <= limit ? 'reached' : 'missed', limit };
};

const limitOf = (target: Target, medians: Medians): number | null => {
  if (target.type === 'atMost') return target.value;
  const baseline = medians[target.of] ?? null;
  if (baseline === null) return null;
  return target.type === 'ratio' ? baseline * target.factor : baseline + target.value;
};
