import type { Insertable } from 'kysely';
import type { Ledger, LedgerTable } from '../../shared/documents/index.ts';
import { type CellValue, isSystemColumn, type LedgerEvent } from '../../shared/model/index.ts';
import type { TableFormulas } from './formulas.ts';
import type { ProjectionTables } from './tables.ts';

export type ProjectedRow = Insertable<ProjectionTables['rows']>;

/** Where rows are. */
export interface TablePlace {
  readonly ledger: string;
  readonly tableId: string;
}

/**
 * Rows as they are projected, with what formulas make of them. They are read in this turn, and
 * answered when they are computed.
 */
export const readRows = async (
  { ledger, tableId }: TablePlace,
  table: LedgerTable,
  numbers: readonly number[],
  formulas: TableFormulas,
): Promise<readonly ProjectedRow[]> => {
  const computing = formulas.compute(table, numbers);
  // Nobody waits for it yet: what is thrown there is told below.
  computing.catch(() => {});
  const rows = numbers.map(rowReader(table, formulas.columns));
  const computed = await computing;
  return rows.map(({ cells, ...row }, index) => ({
    ledger,
    tableId,
    ...row,
    cells: JSON.stringify(Object.fromEntries([...cells, ...computed[index]!])),
  }));
};

interface ReadRow {
  readonly id: string;
  readonly orderKey: string;
  readonly isListed: 0 | 1;
  readonly cells: readonly (readonly [string, CellValue])[];
}

/** Reads rows without what is computed. Nobody writes where results stand; what other programs left there is not theirs to say. */
export const rowReader = (
  table: LedgerTable,
  computed: ReadonlySet<string>,
): ((row: number) => ReadRow) => {
  const columns = table
    .columns()
    .filter((column) => !isSystemColumn(column) && !computed.has(column))
    .map((column) => ({ column, read: table.scan(column) }));
  return (row) => {
    const cells: [string, CellValue][] = [];
    for (const { column, read } of columns) {
      const value = read(row);
      if (value !== null) cells.push([column, value]);
    }
    return {
      id: table.rowId(row),
      orderKey: table.orderKey(row),
      isListed: table.isListed(row) ? 1 : 0,
      cells,
    };
  };
};

/** Numbers of all rows of a table. */
export const allRows = ({ size }: LedgerTable): readonly number[] =>
  Array.from({ length: size }, (_, row) => row);

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
