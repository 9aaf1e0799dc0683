import type { ColumnContext } from '../../shared/columns/index.ts';
import type { Workspace } from '../../shared/documents/index.ts';
import { type ColumnTypeId, deletedColumn, orderColumn } from '../../shared/model/index.ts';
import {
  filterRows,
  type SortBy,
  type Steps,
  sortRows,
  type TextRanks,
} from '../../shared/query/index.ts';
import type { TableRows, ViewQuery } from './store.ts';

/** The rows that a query shows, in order: listed (or in the bin), then filtered, then sorted. */
export function* rowsOfView(
  query: ViewQuery,
  table: TableRows,
  workspace: Workspace,
  context: ColumnContext,
  ranks: TextRanks,
): Steps<{ readonly rows: Uint32Array; readonly total: number }> {
  const here = yield* query.bin === true ? deletedRows(table) : listedRows(table);
  const filtered = yield* filterOf(query, here, table, workspace, context);
  const rows = yield* sortRows(filtered, sortOf(query, workspace, ranks), table, context);
  return { rows, total: here.length };
}

/** Columns of which a change may bring another order or other rows. */
export const columnsOfQuery = (query: ViewQuery): ReadonlySet<string> =>
  new Set([
    orderColumn,
    deletedColumn,
    ...(query.filter === null ? [] : [query.filter.column]),
    ...(query.sort === null ? [] : [query.sort.column]),
  ]);

/** Types of the columns that decide what is shown, and where. */
export const typesOfQuery = (query: ViewQuery, workspace: Workspace): readonly ColumnTypeId[] =>
  [query.filter?.column, query.sort?.column].flatMap((id) => {
    const type = id === undefined ? undefined : workspace.column(query.table, id)?.type;
    return type ?? [];
  });

function* listedRows(table: TableRows): Steps<Uint32Array> {
  const rows = new Uint32Array(table.size);
  let count = 0;
  for (let row = 0; row < table.size; row++) {
    if (table.isListed(row)) rows[count++] = row;
    if (row % 8192 === 8191) yield;
  }
  return rows.subarray(0, count);
}

function* deletedRows(table: TableRows): Steps<Uint32Array> {
  const deleted = table.scan(deletedColumn);
  const rows: number[] = [];
  for (let row = 0; row < table.size; row++) {
    if (!table.isListed(row) && deleted(row) !== null) rows.push(row);
    if (row % 2048 === 2047) yield;
  }
  return Uint32Array.from(rows);
}

function* filterOf(
  { table: id, filter }: ViewQuery,
  rows: Uint32Array,
  table: TableRows,
  workspace: Workspace,
  context: ColumnContext,
): Steps<Uint32Array> {
  const column = filter === null ? undefined : workspace.column(id, filter.column);
  if (filter === null || column === undefined) return rows;
  return yield* filterRows(rows, [{ column, condition: filter }], table, context);
}

const sortOf = (
  { table, sort }: ViewQuery,
  workspace: Workspace,
  ranks: TextRanks,
): readonly SortBy[] => {
  const column = sort === null ? undefined : workspace.column(table, sort.column);
  return sort === null || column === undefined
    ? []
    : [{ column, descending: sort.descending, ranks }];
};
