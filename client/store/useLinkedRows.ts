import { useMemo, useSyncExternalStore } from 'react';
import { type LinkedList, linkedRowsOf } from './linkedRows.ts';
import { useStore } from './useStore.ts';

const nothing: LinkedList = { rows: [], ready: true };

/** The rows whose link column names `row`; none for a row that is not made yet. */
export const useLinkedRows = (
  link: { readonly table: string; readonly id: string } | null,
  row: string | null,
): LinkedList => {
  const store = useStore();
  const { table, id } = link ?? {};
  const source = useMemo(() => {
    if (table === undefined || id === undefined || row === null)
      return { subscribe: () => () => undefined, list: () => nothing };
    const index = linkedRowsOf(store, table, id);
    return {
      subscribe: (listener: () => void) => index.subscribe(row, listener),
      list: () => index.of(row),
    };
  }, [store, table, id, row]);
  return useSyncExternalStore(source.subscribe, source.list);
};
