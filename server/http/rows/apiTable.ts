import {
  type CellRead,
  type ColumnContext,
  cellToJson,
  jsonToCell,
} from '../../../shared/columns/index.ts';
import type { Workspace } from '../../../shared/documents/index.ts';
import { inputsOf } from '../../../shared/formulas/index.ts';
import { type CellValue, type Column, isComputed } from '../../../shared/model/index.ts';
import { Refusal } from '../../access/index.ts';

/** A table as the API names it: columns by their keys. */
export interface ApiTable {
  readonly id: string;
  /** Those in use, in order, by the name that the API has for them. */
  readonly columns: ReadonlyMap<string, Column>;
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
  const byKey = columnsByKey(columns);
  return {
    id: table.id,
    columns: byKey,
    read: (values, context, field) =>
      Object.entries(values).map(([key, json]) => {
        const column = byKey.get(key);
        if (column === undefined)
          throw new Refusal('invalid', {
            detail: `${table.key} has no column "${key}"`,
            field: `${field}.${key}`,
          });
        if (isComputed(column))
          throw new Refusal('invalid', {
            detail: `"${key}" is computed and cannot be written; ${remedy(column, byKey)}`,
            field: `${field}.${key}`,
          });
        if (typeof json === 'number' && Number.isInteger(json) && !Number.isSafeInteger(json))
          throw new Refusal('invalid', {
            detail: 'a number of more than 15 digits has lost some in JSON: send it as text',
            field: `${field}.${key}`,
          });
        return { column, ...jsonToCell(json, column, context) };
      }),
    write: (cells, context) =>
      Object.fromEntries(
        [...byKey].map(([key, column]) => [
          key,
          cellToJson(Object.hasOwn(cells, column.id) ? cells[column.id]! : null, column, context),
        ]),
      ),
  };
};

/** Two people who made columns of one name at once: the first keeps the key, the other has its id. */
const columnsByKey = (columns: readonly Column[]): ReadonlyMap<string, Column> => {
  const byKey = new Map<string, Column>();
  for (const column of columns) byKey.set(byKey.has(column.key) ? column.id : column.key, column);
  return byKey;
};

/** Which columns to write instead: those from which this one follows, however indirectly. */
const remedy = (column: Column, byKey: ReadonlyMap<string, Column>): string => {
  const found = new Set([column.id]);
  for (const id of found) {
    const formula = [...byKey.values()].find((other) => other.id === id)?.settings.formula;
    for (const input of formula === undefined ? [] : inputsOf(formula)) found.add(input);
  }
  const keys = [...byKey].flatMap(([key, { id, type }]) =>
    found.has(id) && !isComputed({ type }) ? [`"${key}"`] : [],
  );
  return keys.length === 0
    ? 'it follows from no column'
    : `change what it follows from instead: ${keys.join(', ')}`;
};
