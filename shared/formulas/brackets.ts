import { foldLetter } from './letters.ts';
import { FormulaRefusal } from './problem.ts';
import type { Reference } from './tokens.ts';

/*
 * Excel's structured references: `[@Name]`, `[@[Name, with signs]]`, `[Name]`, `Table[@Name]` and
 * `Table[[#This Row],[Name]]`. Within brackets `'` stands before `[`, `]`, `#`, `@` and itself.
 */

const escapes = "[]#@'";
const thisRow = /^\[#\s*(?:this row|此行)\s*\]\s*[,;]\s*/i;

/** Reads the reference whose table's name, if any, begins at `from`. */
export const readReference = (
  typed: string,
  folded: string,
  from: number,
  table: string,
): Reference => {
  const open = from + table.length;
  const close = closingOf(folded, open);
  if (close === undefined) throw new FormulaRefusal({ reason: 'syntax', from, to: typed.length });
  const to = close + 1;
  const inside = { typed: typed.slice(open + 1, close), folded: folded.slice(open + 1, close) };
  const place = { kind: 'reference', table, from, to } as const;
  const option = /^=([\w-]+\/[\w-]+)$/.exec(inside.folded)?.[1];
  if (option !== undefined) return { ...place, scope: 'option', text: option };
  const row = /^\s*@/.exec(inside.folded)?.[0] ?? thisRow.exec(inside.folded)?.[0];
  const name = nameIn(inside.typed.slice(row?.length ?? 0), inside.folded.slice(row?.length ?? 0));
  return { ...place, scope: row === undefined ? 'column' : 'row', text: name };
};

const closingOf = (folded: string, open: number): number | undefined => {
  let depth = 0;
  for (let at = open; at < folded.length; at++) {
    if (isEscaped(folded, at)) at++;
    else if (folded[at] === '[') depth++;
    else if (folded[at] === ']' && --depth === 0) return at;
  }
  return undefined;
};

const isEscaped = (folded: string, at: number): boolean =>
  folded[at] === "'" && escapes.includes(folded[at + 1] ?? ' ');

const nameIn = (typed: string, folded: string): string => {
  const inner = /^\s*\[(.*)\]\s*$/s.exec(folded);
  const isBracketed =
    inner !== null && closingOf(folded, folded.indexOf('[')) === folded.trimEnd().length - 1;
  const from = isBracketed ? folded.indexOf('[') + 1 : 0;
  const to = isBracketed ? folded.trimEnd().length - 1 : folded.length;
  let name = '';
  for (let at = from; at < to; at++) {
    if (isEscaped(folded, at)) at++;
    name += typed[at];
  }
  return name.trim();
};

/** Signs for which Excel wants a second pair of brackets, and what folds to them. */
const signs = /[^\p{L}\p{N}_]/u;

/** The reference as Excel writes it. */
export const writeReference = (name: string): string => {
  const letters = [...name].map((letter) =>
    escapes.includes(foldLetter(letter)) ? `'${letter}` : letter,
  );
  const escaped = letters.join('');
  return signs.test(name) ? `[@[${escaped}]]` : `[@${escaped}]`;
};
