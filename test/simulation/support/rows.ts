import type { Ledger } from '../../../shared/documents/index.ts';
import type { CellValue } from '../../../shared/model/index.ts';

/** Everything that a reader can find out of a ledger: table → row → what is there. */
export type LedgerRows = ReadonlyMap<string, ReadonlyMap<string, RowRead>>;

export interface RowRead {
  readonly isListed: boolean;
  readonly orderKey: string;
  /** By column; nothing for empty cells. */
  readonly cells: Readonly<Record<string, CellValue>>;
}

export const rowsOf = (ledger: Ledger): LedgerRows => {
  const tables = new Map<string, ReadonlyMap<string, RowRead>>();
  for (const id of [...ledger.tables()].sort()) {
    const table = ledger.table(id);
    const rows = new Map<string, RowRead>();
    const columns = [...table.columns()].sort();
    for (let row = 0; row < table.size; row++) {
      const cells: Record<string, CellValue> = {};
      for (const column of columns) {
        const value = table.cell(row, column);
        if (value !== null) cells[column] = value;
      }
      const { isListed, orderKey, rowId } = table;
      rows.set(rowId(row), { isListed: isListed(row), orderKey: orderKey(row), cells });
    }
    if (rows.size > 0) tables.set(id, rows);
  }
  return tables;
};

/** The first difference between two readings, in words; null when there is none. */
export const differenceOf = (one: LedgerRows, other: LedgerRows): string | null => {
  for (const table of new Set([...one.keys(), ...other.keys()])) {
    const [rows, others] = [one.get(table), other.get(table)];
    for (const row of new Set([...(rows?.keys() ?? []), ...(others?.keys() ?? [])])) {
      const [here, there] = [rows?.get(row), others?.get(row)].map((read) => JSON.stringify(read));
      if (here !== there) return `${table}/${row}: ${here} ≠ ${there}`;
    }
  }
  return null;
};
