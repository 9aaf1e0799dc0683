import { type CellValue, isCellValue, isMemberSet, toMemberSet } from '../model/index.ts';

/**
 * A value as readers see it, whatever stands in the document: sets sorted, nothing as null.
 * Values of a wrong shape race honestly or are forged; either way they read as empty.
 */
export const storedValue = (value: unknown): CellValue => {
  if (isMemberSet(value)) return value.length === 0 ? null : toMemberSet(value);
  return isCellValue(value) && value !== '' ? value : null;
};
