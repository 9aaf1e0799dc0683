import type { CellValue, FormulaError } from '../../shared/model/index.ts';

/** The cells of formula columns, as a table reads them. */
export interface ComputedReader {
  /** True for columns of which nothing is read but results. */
  owns(column: string): boolean;
  cell(row: number, column: string): CellValue;
  scan(column: string): (row: number) => CellValue;
}

/** The results of one table, by the table's row numbers. */
export interface ComputedCells extends ComputedReader {
  /** Says which columns are computed; results of others are forgotten. */
  setColumns(columns: ReadonlySet<string>): void;
  /** Told of each row of which somebody asks for a single cell: it is looked at. */
  onLookedAt(listener: (row: number) => void): void;
  put(row: number, column: string, value: CellValue): void;
  /** While set, it is what all cells hold. */
  setError(error: FormulaError | null): void;
}

/** So many texts are kept once each: grades and other results that come again and again. */
const mostShared = 1_000;

/** The results of all tables, each the same object at every call. */
export const createAllComputedCells = (): ((table: string) => ComputedCells) => {
  const tables = new Map<string, ComputedCells>();
  return (table) => {
    const known = tables.get(table);
    if (known !== undefined) return known;
    const made = createComputedCells();
    tables.set(table, made);
    return made;
  };
};

const createComputedCells = (): ComputedCells => {
  const results = new Map<string, CellValue[]>();
  const shared = new Map<string, string>();
  let columns: ReadonlySet<string> = new Set();
  let error: FormulaError | null = null;
  let lookedAt: (row: number) => void = () => {};

  const share = (value: CellValue): CellValue => {
    if (typeof value !== 'string') return value;
    const known = shared.get(value);
    if (known === undefined && shared.size < mostShared) shared.set(value, value);
    return known ?? value;
  };

  return {
    owns: (column) => columns.has(column),
    cell: (row, column) => {
      lookedAt(row);
      return error ?? results.get(column)?.[row] ?? null;
    },
    scan: (column) => {
      const values = results.get(column);
      const all = error;
      return (row) => all ?? values?.[row] ?? null;
    },
    setColumns: (next) => {
      columns = next;
      for (const column of results.keys()) if (!next.has(column)) results.delete(column);
    },
    onLookedAt: (listener) => {
      lookedAt = listener;
    },
    put: (row, column, value) => {
      let values = results.get(column);
      if (values === undefined) {
        values = [];
        results.set(column, values);
      }
      // Without holes, which would make a table of hashes of it.
      while (values.length <= row) values.push(null);
      values[row] = share(value);
    },
    setError: (next) => {
      error = next;
    },
  };
};
