import { functionAliases } from '../functions.ts';
import { readStored, writeText, writeToken } from '../stored.ts';

/** Where the engine's sheet has what formulas name. */
export interface SheetPlaces {
  /** Letters of the column of this id's cells; undefined for one that is not there. */
  cellOf(column: string): string | undefined;
  /** The cell that holds today. */
  readonly today: string;
  /** A cell that holds this text, which the engine's own notation has no way to write. */
  textAt(text: string): string;
}

/** A bound formula in the engine's language, for one row; rows count from 1. */
export const translate = (formula: string, row: number, places: SheetPlaces): string | null => {
  const tokens = readStored(formula)?.filter(({ kind }) => kind !== 'space');
  if (tokens === undefined) return null;
  const written: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.kind === 'text') {
      written.push(/["\\]/.test(token.text) ? places.textAt(token.text) : writeText(token.text));
    } else if (token.kind === 'reference') {
      const cell = places.cellOf(token.text);
      written.push(cell === undefined ? '#REF!' : `$${cell}$${row}`);
    } else if (token.kind === 'function' && token.text === 'TODAY') {
      written.push(places.today);
      at += 2;
    } else if (token.kind === 'function') written.push(functionAliases[token.text] ?? token.text);
    else if (token.kind === 'word') written.push(`${writeToken(token)}()`);
    else written.push(writeToken(token));
  }
  return `=${written.join('')}`;
};

/** A, B … Z, AA … */
export const columnLetters = (index: number): string => {
  const rest = Math.floor(index / 26) - 1;
  return `${rest < 0 ? '' : columnLetters(rest)}${String.fromCharCode(65 + (index % 26))}`;
};
