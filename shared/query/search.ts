import type { ColumnContext } from '../columns/index.ts';
import { type CellValue, type Column, isEmpty } from '../model/index.ts';
import { foldText } from './fold.ts';
import type { RowReader } from './rows.ts';
import { textToSearch } from './shownText.ts';
import type { Steps } from './steps.ts';

export interface Match {
  readonly row: number;
  readonly column: string;
}

/**
 * The cells that show `query`, whatever its case and width, row by row in the order of `rows`
 * and `columns`. A blank query is found nowhere. Steps take about a millisecond.
 *
 * `found` hears of each match at once, before all have been found.
 */
export function* search(
  query: string,
  rows: Iterable<number>,
  columns: readonly Column[],
  reader: RowReader,
  context: ColumnContext,
  found: (match: Match) => void = () => undefined,
): Steps<readonly Match[]> {
  const wanted = foldText(query.trim());
  const matches: Match[] = [];
  if (wanted === '') return matches;
  const readers = columns.map((column) => ({
    column: column.id,
    read: reader.scan(column.id),
    text: textReader(column, context),
  }));
  let cells = 0;
  for (const row of rows)
    for (const { column, read, text } of readers) {
      const value = read(row);
      if (!isEmpty(value) && text(value).includes(wanted)) {
        const match = { row, column };
        matches.push(match);
        found(match);
      }
      if (++cells % 256 === 0) yield;
    }
  return matches;
}

const mostKept = 4096;

/** Reads texts, keeping the first few thousand: most columns hold few different values. */
const textReader = (column: Column, context: ColumnContext): ((value: CellValue) => string) => {
  const kept = new Map<CellValue, string>();
  return (value) => {
    // Sets and unread text are objects of their own: keeping them would only cost.
    if (typeof value === 'object') return textToSearch(value, column, context);
    let text = kept.get(value);
    if (text === undefined) {
      text = textToSearch(value, column, context);
      if (kept.size < mostKept) kept.set(value, text);
    }
    return text;
  };
};
