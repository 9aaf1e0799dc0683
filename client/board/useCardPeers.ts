import { useMemo, useSyncExternalStore } from 'react';
import type { PeerCell, TableRows } from '../store/store.ts';
import { useStore } from '../store/useStore.ts';

/** Who else is at which row, in whatever column. */
export const useCardPeers = (table: TableRows): ReadonlyMap<number, PeerCell> => {
  const store = useStore();
  const cells = useSyncExternalStore(store.subscribe, () => store.presence(table.id));
  return useMemo(() => {
    const peers = new Map<number, PeerCell>();
    for (const cell of cells) {
      const row = table.rowOf(cell.row);
      if (row !== undefined) peers.set(row, cell);
    }
    return peers;
  }, [cells, table]);
};
