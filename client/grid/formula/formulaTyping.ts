import { foldName } from '../../../shared/model/index.ts';

/** A column as it is offered while a formula is typed. */
export interface OfferedColumn {
  readonly id: string;
  readonly name: string;
  /** As formulas write it: `[@成交次数]`. */
  readonly written: string;
  /** Every spelling by which it is found. */
  readonly spellings: readonly string[];
}

/** One line of the list under a formula. */
export interface Suggestion {
  readonly kind: 'column' | 'function';
  readonly text: string;
  /** What takes the place of `from`…`to`. */
  readonly insert: string;
  readonly from: number;
  readonly to: number;
}

const mostShown = 8;

/** With what an input method writes instead. */
const quotes = /["“”＂]/;
const opening = /[[【［]/;
const closing = /[\]】］]/;

interface Word {
  readonly from: number;
  readonly typed: string;
  readonly isColumn: boolean;
}

/** What is being typed at `caret`: a column after `[`, or a bare word; null within a text. */
const wordAt = (text: string, caret: number): Word | null => {
  let bracket = -1;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < caret; at++) {
    const letter = text[at]!;
    if (!inText && opening.test(letter)) {
      if (depth === 0) bracket = at;
      depth++;
    } else if (depth > 0 && closing.test(letter)) depth--;
    else if (depth === 0 && quotes.test(letter)) inText = !inText;
  }
  if (inText) return null;
  if (depth > 0) {
    const typed = text.slice(bracket + 1, caret).replace(/^[@＠]?[[【［]?/, '');
    return { from: bracket, typed, isColumn: true };
  }
  const [word] = /[\p{L}_][\p{L}\p{N}_.]*$/u.exec(text.slice(0, caret)) ?? [];
  return word === undefined ? null : { from: caret - word.length, typed: word, isColumn: false };
};

/** The end of the column that the caret stands in, when it is closed already. */
const endOfColumn = (text: string, caret: number): number => {
  const [rest] = /^[^\][()=+\-*/&<>,"【】]*[\]】］]{1,2}/.exec(text.slice(caret)) ?? [];
  return caret + (rest?.length ?? 0);
};

/** What people who know Excel type most; these come first, and have a meaning in `formula.functions`. */
const common = [
  'IF',
  'AND',
  'OR',
  'NOT',
  'IFS',
  'SWITCH',
  'IFERROR',
  'ISBLANK',
  'ROUND',
  'ROUNDUP',
  'ROUNDDOWN',
  'INT',
  'ABS',
  'MOD',
  'SUM',
  'AVERAGE',
  'MIN',
  'MAX',
  'COUNT',
  'TODAY',
  'YEAR',
  'MONTH',
  'DAY',
  'DATE',
  'DAYS',
  'DATEDIF',
  'EDATE',
  'EOMONTH',
  'WEEKDAY',
  'NETWORKDAYS',
  'LEFT',
  'RIGHT',
  'MID',
  'LEN',
  'FIND',
  'TRIM',
  'SUBSTITUTE',
  'CONCATENATE',
  'TEXT',
  'VALUE',
  'UPPER',
  'LOWER',
] as const;
export type CommonFunction = (typeof common)[number];

export const isCommonFunction = (name: string): name is CommonFunction =>
  common.some((known) => known === name);

/** Functions in the order in which they are offered. */
export const inOrderOfUse = (functions: Iterable<string>): readonly string[] => {
  const known = new Set(functions);
  const first = common.filter((name) => known.has(name));
  return [...first, ...[...known].filter((name) => !isCommonFunction(name)).sort()];
};

/**
 * What can stand at the caret of a formula, the best first: after `[` columns whose name has what
 * is typed, after letters functions that begin with them and columns too.
 */
export const suggestionsAt = (
  text: string,
  caret: number,
  columns: readonly OfferedColumn[],
  functions: readonly string[],
): readonly Suggestion[] => {
  const word = wordAt(text, caret);
  if (word === null) return [];
  const { from, typed, isColumn } = word;
  const wanted = foldName(typed);
  const end = isColumn ? endOfColumn(text, caret) : caret;
  const found = columns
    .map((column) => ({ column, place: placeIn(column.spellings, wanted) }))
    .filter(({ place }) => place >= 0)
    .toSorted((a, b) => Math.min(a.place, 1) - Math.min(b.place, 1))
    .map(({ column }): Suggestion => {
      return { kind: 'column', text: column.name, insert: column.written, from, to: end };
    });
  if (isColumn) return found.slice(0, mostShown);
  const named = functions
    .filter((name) => name.startsWith(typed.toUpperCase()))
    .map((name): Suggestion => {
      const insert = /^\s*[(（]/.test(text.slice(caret)) ? name : `${name}(`;
      return { kind: 'function', text: name, insert, from, to: caret };
    });
  return [...named, ...found].slice(0, mostShown);
};

/** Where the first spelling has it; -1 for none. */
const placeIn = (spellings: readonly string[], wanted: string): number => {
  const places = spellings.map((spelling) => foldName(spelling).indexOf(wanted));
  return places.reduce((best, at) => (at >= 0 && (best < 0 || at < best) ? at : best), -1);
};
