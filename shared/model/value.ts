/**
 * What a cell may hold, as stored in a ledger.
 *
 * - `null`: empty;
 * - `string`: text, phone, ISO date `YYYY-MM-DD`, option id, user id, row id;
 * - `number`: float64; never used for anything with more than 15 digits;
 * - `boolean`: checkbox;
 * - `readonly string[]`: a set of member ids, sorted, for tags, several people, several links;
 * - `Unread`: text that paste, import or API brought and the column's type could not read,
 *   kept as it came.
 */
export type CellValue = null | string | number | boolean | readonly string[] | Unread;

export interface Unread {
  readonly unread: string;
}

export const isUnread = (value: unknown): value is Unread =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  typeof (value as Unread).unread === 'string' &&
  Object.keys(value).length === 1;

export const isMemberSet = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((member) => typeof member === 'string');

/** True when nothing stands in the cell: null, the empty text or the empty set. */
export const isEmpty = (value: CellValue | undefined): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

/** True when `value` is of one of the shapes above, and no number is NaN or infinite. */
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
  return isUnread(a) && isUnread(b) && a.unread === b.unread;
};
