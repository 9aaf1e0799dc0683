import type { TFunction } from 'i18next';
import {
  type Column,
  type FormulaError,
  type FormulaErrorKind,
  isComputed,
  type Language,
  nameIn,
} from '../../shared/model/index.ts';

const reasons = {
  '#DIV/0!': 'division',
  '#NAME?': 'name',
  '#VALUE!': 'value',
  '#REF!': 'reference',
  '#NUM!': 'number',
  '#N/A': 'missing',
  '#CYCLE!': 'cycle',
  '#ERROR!': 'broken',
} as const satisfies Record<FormulaErrorKind, string>;

/** Errors that only another formula mends: no cell of the row would. */
const ofFormula: ReadonlySet<FormulaErrorKind> = new Set(['#NAME?', '#REF!', '#CYCLE!', '#ERROR!']);

export const asksForAnotherFormula = ({ error, cause }: FormulaError): boolean =>
  cause === undefined && ofFormula.has(error);

/**
 * Why a formula came to an error, in the reader's words, and what to do. `columns`: those of its
 * table, in which its cause is found.
 */
export const formulaErrorText = (
  t: TFunction,
  { error, cause }: FormulaError,
  columns: readonly Column[],
  language: Language,
): string => {
  const source = columns.find(({ id }) => id === cause);
  if (source === undefined) return t(`formula.errors.${reasons[error]}`);
  const column = nameIn(source.name, language);
  if (isComputed(source))
    return t('formula.errorFrom', { column, why: t(`formula.errors.${reasons[error]}`) });
  return error === '#VALUE!'
    ? t('formula.unreadText', { column })
    : t('formula.errorAt', { column, why: t(`formula.errors.${reasons[error]}`) });
};
