import { type CellValue, isMemberSet, toMemberSet } from '../model/index.ts';

/** Member id → is it in the set: the later word on what the cell began with. */
export type MemberEntries = ReadonlyMap<string, boolean>;

/**
 * What a cell shows when `value` is what stands in it as a whole and `members` what was added and
 * taken since. Text, a number or unread text that stands there hides the set until it is cleared.
 */
export const withMembers = (value: CellValue, members: MemberEntries | undefined): CellValue => {
  if (members === undefined || members.size === 0) return value;
  if (value !== null && !isMemberSet(value)) return value;
  const present = new Set(value ?? []);
  for (const [member, isIn] of members) {
    if (isIn) present.add(member);
    else present.delete(member);
  }
  return present.size === 0 ? null : toMemberSet(present);
};
