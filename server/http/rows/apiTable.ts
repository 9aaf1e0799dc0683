import {
  type CellRead,
  type ColumnContext,
  cellToJson,
  jsonToCell,
} from '../../../shared/columns/index.ts';
import type { Workspace } from '../../../shared/documents/index.ts';
import type { CellValue, Column } from '../../../shared/model/index.ts';
import { Refusal } from '../../access/index.ts';

/** A table as the API names it: columns by their keys. */
export interface ApiTable {
  readonly id: string;
  /** Those in use, in order. */
  readonly columns: readonly Column[];
  /** Cells by column id, each with what has to be made first. Throws `invalid`, naming `field`. */
  read(
    values: Readonly<Record<string, unknown>>,
    context: ColumnContext,
    field: string,
  ): readonly ReadCell[];
  /** Every column in use by its key. */
  write(
    cells: Readonly<Record<string, CellValue>>,
    context: ColumnContext,
  ): Readonly<Record<string, unknown>>;
}

export interface ReadCell extends CellRead {
  readonly column: Column;
}

/** The table with this key or id. Throws `notFound`. */
export const findApiTable = (workspace: Workspace, name: string): ApiTable => {
  const tables = workspace.tables();
  const table = tables.find(({ key }) => key === name) ?? tables.find(({ id }) => id === name);
  if (table === undefined) throw new Refusal('notFound', { field: 'table' });
  const columns = workspace.columns(table.id);
  const byKey = new Map(columns.map((column) => [column.key, column]));
  return {
    id: table.id,
    columns,
    read: (values, context, field) =>
      Object.entries(values).map(([key, json]) => {
        const column = byKey.get(key);
        if (column === undefined)
          throw new Refusal('invalid', {
            detail: `${table.key} has no column "${key}"`,
            field: `${field}.${key}`,
          });
        return { column, ...jsonToCell(json, column, context) };
      }),
    write: (cells, context) =>
      Object.fromEntries(
        columns.map((column) => [
          column.key,
          cellToJson(Object.hasOwn(cells, column.id) ? cells[column.id]! : null, column, context),
        ]),
      ),
  };
};
