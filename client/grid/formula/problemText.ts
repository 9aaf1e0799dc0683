import type { TFunction } from 'i18next';
import type { FormulaProblem } from '../../../shared/formulas/index.ts';

const mostQuoted = 16;

/** What is wrong with a formula as it was typed, where, and what to do. */
export const problemText = (t: TFunction, problem: FormulaProblem, typed: string): string => {
  const { reason, from, to } = problem;
  if (reason === 'syntax' && from >= typed.trimEnd().length)
    return t('formula.problems.unfinished');
  const at = typed.slice(from, to).trim();
  return t(`formula.problems.${reason}`, {
    name: problem.name ?? at,
    at: at.length > mostQuoted ? `${at.slice(0, mostQuoted)}…` : at,
  });
};
