/**
 * What a cell may hold, as stored in a ledger.
 *
 * - `null`: empty;
 * - `string`: text, phone, ISO date `YYYY-MM-DD`, option id, user id, row id;
 * - `number`: float64; never used for anything with more than 15 digits;
 * - `boolean`: checkbox;
 * - `readonly string[]`: a set of member ids, sorted, for tags, several people, several links;
 * - `Unread`: text that paste, import or API brought and the column's type could not read,
 *   kept as it came;
 * - `FormulaError`: what a formula came to instead of a value. Computed values are shown like
 *   others, and never stored.
 */
export type CellValue =
  | null
  | string
  | number
  | boolean
  | readonly string[]
  | Unread
  | FormulaError;

export interface Unread {
  readonly unread: string;
}

export const isUnread = (value: unknown): value is Unread =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  typeof (value as Unread).unread === 'string' &&
  Object.keys(value).length === 1;

/** Errors as Excel writes them. */
export const formulaErrors = [
  '#DIV/0!',
  '#NAME?',
  '#VALUE!',
  '#REF!',
  '#NUM!',
  '#N/A',
  '#CYCLE!',
  '#ERROR!',
] as const;
export type FormulaErrorKind = (typeof formulaErrors)[number];

export interface FormulaError {
  readonly error: FormulaErrorKind;
  /** Id of the column of the same row whose unread text or error it comes from. */
  readonly cause?: string;
}

export const isFormulaError = (value: unknown): value is FormulaError =>
  typeof value === 'object' &&
  value !== null &&
  formulaErrors.some((kind) => kind === (value as FormulaError).error);

export const isMemberSet = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((member) => typeof member === 'string');

/** True when nothing stands in the cell: null, the empty text or the empty set. */
export const isEmpty = (value: CellValue | undefined): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

/**
 * True when `value` may be stored: of one of the shapes above but a formula's error, and no number is
 * NaN or infinite.
 */
export const isCellValue = (value: unknown): value is CellValue =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  isMemberSet(value) ||
  isUnread(value);

/** Sorted, without repetitions: the one form in which sets are stored and compared. */
export const toMemberSet = (members: Iterable<string>): readonly string[] =>
  [...new Set(members)].sort();

/** Equality by content. Empty text, empty set and null are all "nothing", hence equal. */
export const sameValue = (a: CellValue | undefined, b: CellValue | undefined): boolean => {
  if (a === b) return true;
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((member, index) => member === b[index]);
  if (isFormulaError(a) && isFormulaError(b)) return a.error === b.error && a.cause === b.cause;
  return isUnread(a) && isUnread(b) && a.unread === b.unread;
};
