import { type CellValue, toMemberSet } from '../model/index.ts';
import type { Making, Parsed } from './columnType.ts';
import type { Found } from './reference.ts';

const separators = /[,，、;；/／|｜\r\n]/;

/**
 * The members of a list as people write one: `a,b`, `a、b`, `a；b`, one a line. A member that
 * contains a separator stands in double quotes, quotes in it doubled: `"a, b", c`.
 */
export const splitList = (text: string): readonly string[] => {
  const members: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const quoted = quotedAt(text, at);
    if (quoted !== null) {
      members.push(quoted.member);
      at = quoted.end + 1;
    } else {
      const end = endOfMember(text, at);
      const member = text.slice(at, end).trim();
      if (member !== '') members.push(member);
      at = end + 1;
    }
  }
  return members;
};

const quotedMember = /[^\S\r\n]*"([^"]*(?:""[^"]*)*)"[^\S\r\n]*(?=[,，、;；/／|｜\r\n]|$)/y;

/** The quoted member that begins at `at`, and where its separator stands. */
const quotedAt = (text: string, at: number): { member: string; end: number } | null => {
  quotedMember.lastIndex = at;
  const match = quotedMember.exec(text);
  return match && { member: match[1]!.replaceAll('""', '"'), end: quotedMember.lastIndex };
};

const endOfMember = (text: string, from: number): number => {
  let end = from;
  while (end < text.length && !separators.test(text[end]!)) end++;
  return end;
};

/** The text that `splitList` reads as these members. Members are not blank. */
export const joinList = (members: readonly string[]): string =>
  members.map((member) => (needsQuotes(member) ? quote(member) : member)).join(', ');

const needsQuotes = (member: string): boolean =>
  separators.test(member) || member.includes('"') || member.trim() !== member;

const quote = (member: string): string => `"${member.replaceAll('"', '""')}"`;

/**
 * Reads a set of members. A text that as a whole names one member is that member, separators and
 * all, unless it begins with a quotation mark. One member that is not found leaves all unread.
 */
export const readList = (text: string, find: (member: string) => Found): Parsed => {
  const whole = text.trim();
  if (whole === '') return { ok: true, value: null };
  if (!whole.startsWith('"')) {
    const found = find(whole);
    if ('id' in found && found.makes === undefined) return readMembers([whole], find);
  }
  return readMembers(splitList(text), find);
};

/** Looks every member up. */
export const readMembers = (
  members: readonly string[],
  find: (member: string) => Found,
): Parsed => {
  const ids: string[] = [];
  const makes = new Map<string, Making>();
  for (const member of members) {
    const found = find(member);
    if (!('id' in found)) return { ok: false, reason: found.reason };
    ids.push(found.id);
    if (found.makes !== undefined) makes.set(found.id, found.makes);
  }
  const value = ids.length === 0 ? null : toMemberSet(ids);
  return makes.size === 0 ? { ok: true, value } : { ok: true, value, makes: [...makes.values()] };
};

/** Reads one member. */
export const readMember = (text: string, find: (member: string) => Found): Parsed => {
  if (text.trim() === '') return { ok: true, value: null };
  const found = find(text);
  if (!('id' in found)) return { ok: false, reason: found.reason };
  return found.makes === undefined
    ? { ok: true, value: found.id }
    : { ok: true, value: found.id, makes: [found.makes] };
};

/**
 * The text that `readList` reads as these members: quoted one and all where the plain text would
 * name a single other member, like the tag `a, b` beside the tags `a` and `b`.
 */
export const writeList = (members: readonly string[], find: (member: string) => Found): string => {
  const plain = joinList(members);
  if (members.length < 2 || plain.startsWith('"')) return plain;
  const found = find(plain);
  const isOther = 'id' in found && found.makes === undefined;
  return isOther ? members.map(quote).join(', ') : plain;
};

/** The members of a cell, of one or many. */
export const membersOf = (value: CellValue): readonly string[] => {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value : [];
};

/** True for an array of strings, as programs send a set. */
export const isTextArray = (json: unknown): json is readonly string[] =>
  Array.isArray(json) && json.every((member) => typeof member === 'string');
