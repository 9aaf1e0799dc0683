import type { Insertable } from 'kysely';
import type { Ledger, LedgerTable } from '../../shared/documents/index.ts';
import { type CellValue, isSystemColumn, type LedgerEvent } from '../../shared/model/index.ts';
import type { ProjectionTables } from './tables.ts';

export type ProjectedRow = Insertable<ProjectionTables['rows']>;

/** A reader of a table's rows as they are projected. Good until the table's next change. */
export const rowReader = (
  ledger: string,
  tableId: string,
  table: LedgerTable,
): ((row: number) => ProjectedRow) => {
  const columns = table
    .columns()
    .filter((column) => !isSystemColumn(column))
    .map((column) => ({ column, read: table.scan(column) }));
  return (row) => {
    const cells: [string, CellValue][] = [];
    for (const { column, read } of columns) {
      const value = read(row);
      if (value !== null) cells.push([column, value]);
    }
    return {
      ledger,
      tableId,
      id: table.rowId(row),
      orderKey: table.orderKey(row),
      isListed: table.isListed(row) ? 1 : 0,
      cells: JSON.stringify(Object.fromEntries(cells)),
    };
  };
};

/** Numbers of the rows that the events of one ledger touched, by table. */
export const touchedRows = (
  ledger: Ledger,
  events: readonly LedgerEvent[],
): ReadonlyMap<string, readonly number[]> => {
  const touched = new Map<string, Set<number>>();
  const layers = new Set<string>();
  for (const { changes, layer } of events) {
    if (layer !== null) layers.add(layer);
    for (const { table, row } of changes) {
      const number = ledger.table(table).rowOf(row);
      if (number !== undefined) inTable(touched, table).add(number);
    }
  }
  if (layers.size > 0)
    for (const id of ledger.tables())
      for (const row of rowsOfLayers(ledger.table(id), layers)) inTable(touched, id).add(row);
  return new Map([...touched].map(([table, rows]) => [table, [...rows]]));
};

/** False for the second number of a row that was made fresh and is sealed too. */
export const isCounted = (table: LedgerTable, row: number): boolean =>
  table.rowOf(table.rowId(row)) === row;

const rowsOfLayers = (table: LedgerTable, layers: ReadonlySet<string>): number[] => {
  const rows: number[] = [];
  for (let row = 0; row < table.size; row++) {
    const layer = table.layerOf(row);
    if (layer !== null && layers.has(layer)) rows.push(row);
  }
  return rows;
};

const inTable = (touched: Map<string, Set<number>>, table: string): Set<number> => {
  const rows = touched.get(table) ?? new Set<number>();
  touched.set(table, rows);
  return rows;
};
