import type { TFunction } from 'i18next';
import { Failure } from '../api/failure.ts';

/** Fields whose rules have a sentence of their own. */
const fieldsWithRules = ['name', 'email', 'password'] as const;

/**
 * The sentence for an error, in the language on the screen; for a form, what it means at `wrong`,
 * one of its fields.
 */
export const failureText = (t: TFunction, error: unknown, wrong?: string): string => {
  if (!(error instanceof Failure)) return t('problem.internal');
  const at = wrong ?? error.fields[0];
  const field = fieldsWithRules.find((name) => name === at);
  if (error.code === 'invalid' && field !== undefined) return t(`problem.field.${field}`);
  return t(`problem.${error.code}`);
};

/**
 * Where to say it: at the fields that are wrong, those that the form has; none of them: for the
 * form as a whole.
 */
export const failureAt = (error: unknown, fields: readonly string[]): readonly string[] =>
  error instanceof Failure ? fields.filter((field) => error.fields.includes(field)) : [];
