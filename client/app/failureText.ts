import type { TFunction } from 'i18next';
import { Failure } from '../api/failure.ts';

/** Fields whose rules have a sentence of their own. */
const fieldsWithRules = ['name', 'email', 'password'] as const;

/** The sentence for an error, in the language on the screen. */
export const failureText = (t: TFunction, error: unknown): string => {
  if (!(error instanceof Failure)) return t('problem.internal');
  const field = fieldsWithRules.find((name) => name === error.field);
  if (error.code === 'invalid' && field !== undefined) return t(`problem.field.${field}`);
  return t(`problem.${error.code}`);
};

/**
 * Where to say it: at the field that is wrong if the form has it, else for the form as a whole.
 */
export const failureAt = (error: unknown, fields: readonly string[]): string | null => {
  const field = error instanceof Failure ? error.field : null;
  return field !== null && fields.includes(field) ? field : null;
};
