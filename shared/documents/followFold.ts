import type { Ledger } from './ledger.ts';

/** What is written while a ledger is folded. */
export interface WrittenSince {
  /** True when segments arrived: their rows are nowhere in the plan. */
  readonly isOutrun: boolean;
  /** By table and row id: columns of which a reader sees something else since. */
  cells(table: string): ReadonlyMap<string, ReadonlySet<string>>;
  stop(): void;
}

/** Follows `ledger` from now on until `stop`. */
export const followFold = (ledger: Ledger): WrittenSince => {
  const tables = new Map<string, Map<string, Set<string>>>();
  let isOutrun = false;
  const stop = ledger.observe(({ changes, segments }) => {
    isOutrun ||= segments.length > 0;
    for (const { table, row, column } of changes) {
      const rows = tables.get(table) ?? new Map<string, Set<string>>();
      tables.set(table, rows);
      const columns = rows.get(row);
      if (columns === undefined) rows.set(row, new Set([column]));
      else columns.add(column);
    }
  });
  return {
    get isOutrun() {
      return isOutrun;
    },
    cells: (table) => tables.get(table) ?? new Map(),
    stop: () => {
      stop();
    },
  };
};
