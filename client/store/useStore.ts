import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ColumnContext } from '../../shared/columns/columnType.ts';
import type { Column } from '../../shared/model/index.ts';
import type { Store } from './store.ts';

export const StoreContext = createContext<Store | null>(null);

/** The store that the screen was given. */
export const useStore = (): Store => {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('useStore outside of a screen');
  return store;
};

/** Columns in use, in the team's order; the same array until one of them changes. */
export const useColumns = (table: string): readonly Column[] => {
  const { workspace } = useStore();
  return useSyncExternalStore(workspace.observe, () => workspace.columns(table));
};

/** What column types need to know about the workspace around a cell. */
export const useColumnContext = (): ColumnContext => {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => store.context());
};
