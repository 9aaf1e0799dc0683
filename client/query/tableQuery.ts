import { useEffect, useMemo, useState } from 'react';
import type { Column } from '../../shared/model/index.ts';
import type { Condition } from '../../shared/query/index.ts';
import type { Store, ViewQuery } from '../store/store.ts';
import { useStore } from '../store/useStore.ts';

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

type Shown = Pick<TableQuery, 'filter' | 'sort'>;

const everything: Shown = { filter: null, sort: null };

/** What each table showed last, while one is signed in: it is the same when one comes back. */
const left = new WeakMap<Store, Map<string, Shown>>();

const leftIn = (store: Store): Map<string, Shown> => {
  const known = left.get(store) ?? new Map<string, Shown>();
  left.set(store, known);
  return known;
};

/** Begins where one left the table, at first with everything, in the table's own order. */
export const useTableQuery = (table: string): TableQuery => {
  const store = useStore();
  const [shown, setShown] = useState(() => leftIn(store).get(table) ?? everything);
  const [asked, setAsked] = useState<TableQuery['asked']>({ column: null, times: 0 });
  useEffect(() => {
    leftIn(store).set(table, shown);
  }, [store, table, shown]);
  const change = useMemo(
    () => ({
      setFilter: (filter: Shown['filter']) => setShown((now) => ({ ...now, filter })),
      setSort: (sort: Shown['sort']) => setShown((now) => ({ ...now, sort })),
      askFilter: (column: Column) => setAsked(({ times }) => ({ column, times: times + 1 })),
    }),
    [],
  );
  return useMemo(() => ({ ...shown, ...change, asked }), [shown, change, asked]);
};
