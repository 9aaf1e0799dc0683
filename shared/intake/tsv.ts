import { runToEnd, type Steps } from '../query/steps.ts';

/** Rows of cell texts. */
export type TextGrid = readonly (readonly string[])[];

/**
 * Reads what spreadsheets put on the clipboard as plain text: rows, and in them the texts of
 * cells, nothing trimmed. Cells with tabs, line breaks or quotes stand in double quotes, quotes
 * in them doubled; a quote that does not close right before the cell's end is only a quote. The
 * line break at the end begins no further row.
 */
export const readTsv = (text: string): TextGrid => runToEnd(tsvSteps(text));

/** The same, a few dozen rows a step: fifty thousand would hold up the screen. */
export function* tsvSteps(text: string): Steps<TextGrid> {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const cell = quotedCell(text, at) ?? plainCell(text, at);
    row.push(cell.text);
    if (text[cell.end] !== '\t') {
      rows.push(row);
      row = [];
      if (rows.length % rowsAStep === 0) yield;
    }
    at = cell.end + (text.startsWith('\r\n', cell.end) ? 2 : 1);
    if (at >= text.length && row.length === 0) break;
  }
  return rows;
}

const rowsAStep = 64;

/** The text that `readTsv` reads back as these rows, as Excel writes it. */
export const writeTsv = (rows: TextGrid): string => {
  const text = rows.map((row) => row.map(writeCell).join('\t')).join('\r\n');
  const last = rows.at(-1);
  // An empty last line would be taken for the end of the line before.
  return rows.length > 1 && last?.length === 1 && last[0] === '' ? `${text}\r\n` : text;
};

interface Cell {
  readonly text: string;
  /** Where the tab, the line break or the end after it stands. */
  readonly end: number;
}

const quotedCell = (text: string, from: number): Cell | null => {
  if (text[from] !== '"') return null;
  let quote = text.indexOf('"', from + 1);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  if (quote < 0 || !endsCell(text.charCodeAt(quote + 1))) return null;
  return { text: text.slice(from + 1, quote).replaceAll('""', '"'), end: quote + 1 };
};

const plainCell = (text: string, from: number): Cell => {
  let end = from;
  while (!endsCell(text.charCodeAt(end))) end++;
  return { text: text.slice(from, end), end };
};

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;

/** By the letter's code: a pasted text of 50,000 rows has twelve million. */
const endsCell = (code: number): boolean =>
  code === tab || code === lineFeed || code === carriageReturn || Number.isNaN(code);

const writeCell = (text: string): string =>
  /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
