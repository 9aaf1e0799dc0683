import { type ColumnContext, showCell } from '../../../shared/columns/index.ts';
import type { Ledger, Workspace } from '../../../shared/documents/index.ts';

/** What column types need to read and write the API's values, for one request. */
export const columnContext = (
  workspace: Workspace,
  ledger: Ledger,
  today: string,
): ColumnContext => {
  const titles = new Map<string, ReadonlyMap<string, readonly string[]>>();

  /** A reader of titles: what the first column shows. */
  const titlesIn = (table: string): ((row: number) => string) => {
    const [first] = workspace.columns(table);
    if (first === undefined) return () => '';
    const read = ledger.table(table).scan(first.id);
    return (row) => showCell(read(row), first, context);
  };

  const rowsByTitle = (table: string): ReadonlyMap<string, readonly string[]> => {
    const known = titles.get(table);
    if (known !== undefined) return known;
    const found = new Map<string, string[]>();
    const rows = ledger.table(table);
    const titleOf = titlesIn(table);
    for (let row = 0; row < rows.size; row++) {
      if (!rows.isListed(row)) continue;
      const title = titleOf(row);
      const ids = found.get(title);
      if (ids === undefined) found.set(title, [rows.rowId(row)]);
      else ids.push(rows.rowId(row));
    }
    titles.set(table, found);
    return found;
  };

  const context: ColumnContext = {
    // Names in the API are those that people gave, and ids of built-in words: in no language.
    language: 'en',
    today,
    options: (column) => workspace.options(column.table, column.id),
    option: (column, id) => workspace.option(column.table, column.id, id),
    tags: () => workspace.tags(),
    tag: (id) => workspace.tag(id),
    people: () => workspace.people(),
    rowTitle: (table, id) => {
      const row = ledger.table(table).rowOf(id);
      return row === undefined ? null : titlesIn(table)(row);
    },
    rowsByTitle: (table, title) => rowsByTitle(table).get(title) ?? [],
  };
  return context;
};
