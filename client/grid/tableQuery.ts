import { useCallback, useMemo, useState } from 'react';
import type { Column } from '../../shared/model/index.ts';
import type { Condition } from '../../shared/query/index.ts';
import type { ViewQuery } from '../store/store.ts';

/** What is shown of a table, and in which order. */
export interface TableQuery {
  readonly filter: Condition | null;
  readonly sort: ViewQuery['sort'];
  setFilter(filter: Condition | null): void;
  setSort(sort: ViewQuery['sort']): void;
  /** Opens the filter's panel for a column. */
  askFilter(column: Column): void;
  /** The column that was asked for, and how often one was. */
  readonly asked: { readonly column: Column | null; readonly times: number };
}

/** Begins with everything, in the table's own order. */
export const useTableQuery = (): TableQuery => {
  const [filter, setFilter] = useState<Condition | null>(null);
  const [sort, setSort] = useState<ViewQuery['sort']>(null);
  const [asked, setAsked] = useState<TableQuery['asked']>({ column: null, times: 0 });
  const askFilter = useCallback(
    (column: Column) => setAsked(({ times }) => ({ column, times: times + 1 })),
    [],
  );
  return useMemo(
    () => ({ filter, sort, setFilter, setSort, askFilter, asked }),
    [filter, sort, askFilter, asked],
  );
};
