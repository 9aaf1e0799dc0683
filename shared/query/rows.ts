import type { CellValue } from '../model/index.ts';

/**
 * What queries read: rows are dense numbers, cells are read by column. Ledger tables are this,
 * and the client's union of several ledgers.
 */
export interface RowReader {
  /** A reader of one column, for going over many rows. */
  scan(column: string): (row: number) => CellValue;
  orderKey(row: number): string;
}
