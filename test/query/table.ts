import type { CellValue, Column, ColumnSettings, ColumnTypeId } from '../../shared/model/index.ts';
import type { RowReader } from '../../shared/query/index.ts';
import { column } from '../columns/workspace.ts';

export const columnNamed = (
  id: string,
  type: ColumnTypeId,
  settings: ColumnSettings = {},
): Column => ({ ...column(type, settings), id });

/** Rows as objects, in the order of their order keys. */
export const readerOf = (rows: readonly Readonly<Record<string, CellValue>>[]): RowReader => ({
  scan: (id) => (row) => rows[row]?.[id] ?? null,
  orderKey: (row) => String(row).padStart(6, '0'),
});

export const allOf = (rows: readonly unknown[]): readonly number[] => [...rows.keys()];
