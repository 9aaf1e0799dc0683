import { type ColumnContext, showCell } from '../../shared/columns/index.ts';
import type { Workspace } from '../../shared/documents/index.ts';
import type { CellValue, Column } from '../../shared/model/index.ts';
import type { RowsUpdate } from './store.ts';
import type { UnionTable } from './unionTable.ts';

/** Titles of rows, by which links are shown and typed: what the table's first column shows. */
export interface Titles {
  titleOf(table: string, row: string, context: ColumnContext): string | null;
  rowsCalled(table: string, title: string, context: ColumnContext): readonly string[];
  /** True when the update changed a title or brought one. */
  take(table: string, update: RowsUpdate, context: ColumnContext): boolean;
  /** Columns changed: another one may be the first. */
  forget(): void;
}

/** A title that is itself a link is followed this far: two tables may link to each other. */
const deepest = 3;

export const createTitles = (workspace: Workspace, tableOf: (id: string) => UnionTable): Titles => {
  const indexes = new Map<string, TitleIndex>();
  let depth = 0;

  const titleColumn = (table: string): Column | undefined => workspace.columns(table)[0];

  const show = (value: CellValue, column: Column, context: ColumnContext): string => {
    if (depth >= deepest) return '';
    depth++;
    try {
      return showCell(value, column, context);
    } finally {
      depth--;
    }
  };

  const indexOf = (table: string, context: ColumnContext): TitleIndex => {
    const known = indexes.get(table);
    if (known !== undefined) return known;
    const index: TitleIndex = new Map();
    indexes.set(table, index);
    const column = titleColumn(table);
    if (column === undefined) return index;
    const rows = tableOf(table);
    const cell = rows.scan(column.id);
    for (let row = 0; row < rows.size; row++) put(index, show(cell(row), column, context), row);
    return index;
  };

  return {
    titleOf: (table, row, context) => {
      const number = tableOf(table).rowOf(row);
      const column = titleColumn(table);
      return number === undefined || column === undefined
        ? null
        : show(tableOf(table).cell(number, column.id), column, context);
    },
    rowsCalled: (table, title, context) => {
      const rows = tableOf(table);
      return numbersOf(indexOf(table, context).get(title))
        .filter((row) => rows.isListed(row))
        .map((row) => rows.rowId(row));
    },
    take: (table, update, context) => {
      const column = titleColumn(table);
      if (update.all) {
        indexes.delete(table);
        return true;
      }
      const changes = update.changes.filter((change) => change.column === column?.id);
      const index = indexes.get(table);
      if (index !== undefined && column !== undefined) {
        const cell = tableOf(table).scan(column.id);
        const enter = (row: number): void => put(index, show(cell(row), column, context), row);
        for (const { before, number } of changes)
          drop(index, show(before, column, context), number);
        for (const { number } of changes) enter(number);
        for (const { from, to } of update.added) for (let row = from; row < to; row++) enter(row);
      }
      return changes.length + update.added.length > 0;
    },
    forget: () => indexes.clear(),
  };
};

/** Rows by title. Few share one, so that a set for each would cost more than all the rest. */
type TitleIndex = Map<string, number | Set<number>>;

const numbersOf = (rows: number | Set<number> | undefined): number[] =>
  rows === undefined ? [] : typeof rows === 'number' ? [rows] : [...rows];

const put = (index: TitleIndex, title: string, row: number): void => {
  const rows = index.get(title);
  if (rows === undefined) index.set(title, row);
  else if (typeof rows !== 'number') rows.add(row);
  else if (rows !== row) index.set(title, new Set([rows, row]));
};

const drop = (index: TitleIndex, title: string, row: number): void => {
  const rows = index.get(title);
  if (rows === row) index.delete(title);
  else if (typeof rows === 'object') rows.delete(row);
};
