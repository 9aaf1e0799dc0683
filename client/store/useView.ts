import { useEffect, useState, useSyncExternalStore } from 'react';
import type { View, ViewQuery, ViewSnapshot } from './store.ts';
import { useStore } from './useStore.ts';

const nothingYet: ViewSnapshot = { rows: [], total: 0, busy: true, ready: false };
const never = () => () => undefined;

/** The rows that `query` asks for, kept up to date. Memoise `query`. */
export const useView = (query: ViewQuery): ViewSnapshot => {
  const store = useStore();
  const [opened, setOpened] = useState<{ readonly table: string; readonly view: View } | null>(
    null,
  );
  const { table, bin = false } = query;

  useEffect(() => {
    const view = store.openView({ table, bin, filter: null, sort: null });
    setOpened({ table, view });
    return () => view.close();
  }, [store, table, bin]);

  const view = opened?.table === table ? opened.view : null;
  useEffect(() => {
    view?.update(query);
  }, [view, query]);

  return useSyncExternalStore(
    view === null ? never : (listener) => view.subscribe(listener),
    () => view?.snapshot() ?? nothingYet,
  );
};
