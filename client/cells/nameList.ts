import { foldName } from '../../shared/model/index.ts';

/** A list of names as one types it: `VIP, 出口`, and the last one may be half typed. */
const separator = /[,，、;；\r\n]/;
const lastMember = /[^,，、;；\r\n]*$/;

const namesIn = (text: string): readonly string[] =>
  text.split(separator).flatMap((name) => name.trim() || []);

/** What is being typed at the end of a list. */
export const lastName = (text: string): string => (lastMember.exec(text)?.[0] ?? '').trim();

export const hasName = (text: string, name: string): boolean =>
  namesIn(text).some((other) => foldName(other) === foldName(name));

/** The list with a name in place of what was being typed, ready for the next one. */
export const withName = (text: string, name: string): string =>
  `${text.replace(lastMember, '').trimEnd()} ${name}, `.trimStart();

export const withoutName = (text: string, name: string): string =>
  namesIn(text)
    .filter((other) => foldName(other) !== foldName(name))
    .map((other) => `${other}, `)
    .join('');
