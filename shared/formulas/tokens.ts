import { readReference } from './brackets.ts';
import { comparisonLetters, foldLetter } from './letters.ts';
import { FormulaRefusal } from './problem.ts';

/**
 * A formula taken apart. `text` is how the token is written in the one form that is stored, for
 * texts and references what it says; `from` and `to` are its place in what was typed.
 */
export type Token =
  | ({ readonly kind: 'space' | 'number' | 'operator' | 'mark' | 'word'; text: string } & Place)
  | ({ readonly kind: 'function'; readonly text: string } & Place)
  | ({ readonly kind: 'text'; readonly text: string } & Place)
  | Reference;

interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * `row`: `[@Name]`, this row's cell. `column`: `[Name]`. `option`: the stored `[=column/option]`.
 * `table` is what stands before the brackets, if anything.
 */
export interface Reference extends Place {
  readonly kind: 'reference';
  readonly scope: 'row' | 'column' | 'option';
  readonly text: string;
  readonly table: string;
}

const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
/** Names, and what only cells are called by: `$A$1`, `A1:B2`, `Sheet1!A1`. */
const word = /[\p{L}\p{N}_\\.$!:?]+/uy;
const sheetName = /'[^']*(?:''[^']*)*'!/y;
const operators = ['<>', '<=', '>=', '<', '>', '=', '+', '-', '*', '/', '^', '&', '%'];
const marks = '(),;{}';

/** Takes a formula apart, without its `=`; throws `FormulaRefusal` where it cannot be read. */
export const tokenise = (typed: string, start: number): readonly Token[] => {
  const folded = [...Array(typed.length).keys()].map((at) => foldLetter(typed[at]!)).join('');
  const tokens: Token[] = [];
  for (let at = start; at < typed.length; ) {
    const token = tokenAt(typed, folded, at);
    tokens.push(token);
    at = token.to;
  }
  return tokens;
};

const tokenAt = (typed: string, folded: string, from: number): Token => {
  const letter = folded[from]!;
  if (/\s/.test(letter)) {
    const text = /^\s+/.exec(folded.slice(from))![0];
    return { kind: 'space', text, from, to: from + text.length };
  }
  if (letter === '"') return textAt(typed, folded, from);
  if (letter === '[') return readReference(typed, folded, from, '');
  const comparison = comparisonLetters[letter];
  if (comparison !== undefined) return { kind: 'operator', text: comparison, from, to: from + 1 };
  if (marks.includes(letter)) return { kind: 'mark', text: letter, from, to: from + 1 };
  return numberAt(folded, from) ?? wordAt(typed, folded, from) ?? operatorAt(folded, from);
};

const matchAt = (pattern: RegExp, text: string, from: number): string | undefined => {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0];
};

const numberAt = (folded: string, from: number): Token | null => {
  const text = matchAt(number, folded, from);
  if (text === undefined) return null;
  const to = from + text.length;
  // 3月 or 1:1 is no number.
  return matchAt(word, folded, to) === undefined ? { kind: 'number', text, from, to } : null;
};

const wordAt = (typed: string, folded: string, from: number): Token | null => {
  const sheet = matchAt(sheetName, folded, from) ?? '';
  const name = matchAt(word, folded, from + sheet.length) ?? '';
  const to = from + sheet.length + name.length;
  if (to === from) return null;
  if (folded[to] === '[' && sheet === '') return readReference(typed, folded, from, name);
  const text = `${sheet}${name}`;
  const spaces = /^\s*(?=\()/.exec(folded.slice(to))?.[0];
  return spaces === undefined || sheet !== ''
    ? { kind: 'word', text, from, to }
    : {
        kind: 'function',
        text: text.toUpperCase().replace(/^_XLFN\./, ''),
        from,
        to: to + spaces.length,
      };
};

const operatorAt = (folded: string, from: number): Token => {
  const text = operators.find((operator) => folded.startsWith(operator, from));
  if (text === undefined) throw new FormulaRefusal({ reason: 'syntax', from, to: from + 1 });
  return { kind: 'operator', text, from, to: from + text.length };
};

/** A text in quotation marks, doubled within. One that a curly mark opens, a curly one closes. */
const textAt = (typed: string, folded: string, from: number): Token => {
  const isCurly = isCurlyMark(typed[from]!);
  const closes = (at: number): boolean => folded[at] === '"' && isCurlyMark(typed[at]!) === isCurly;
  let text = '';
  for (let at = from + 1; at < typed.length; at++) {
    if (!closes(at)) text += typed[at];
    else if (!isCurly && at + 1 < typed.length && closes(at + 1)) {
      text += '"';
      at++;
    } else return { kind: 'text', text, from, to: at + 1 };
  }
  throw new FormulaRefusal({ reason: 'syntax', from, to: typed.length });
};

const isCurlyMark = (letter: string): boolean => letter === '“' || letter === '”';
