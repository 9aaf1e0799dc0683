import { useMemo, useSyncExternalStore } from 'react';
import type { PeerCell } from '../store/store.ts';
import { useStore } from '../store/useStore.ts';

/** Where one is who is in a record, but in none of its cells. Columns of these names are not made. */
export const inRecord = '$record';
/** Where one is who writes a new follow-up for the row. */
export const writesFollowUp = '$followUp';

/** The others in one row, an entry for each of their tabs. */
export const usePeersIn = (table: string, row: string | null): readonly PeerCell[] => {
  const store = useStore();
  const peers = useSyncExternalStore(store.subscribe, () => store.presence(table));
  return useMemo(() => peers.filter((peer) => peer.row === row), [peers, row]);
};

/** Whoever of the others is in a row of the table, by the row's id. */
export const usePeersAt = (table: string): ReadonlyMap<string, PeerCell> => {
  const store = useStore();
  const peers = useSyncExternalStore(store.subscribe, () => store.presence(table));
  return useMemo(() => new Map(peers.map((peer) => [peer.row, peer])), [peers]);
};

/** One entry a person; whoever types is typing, wherever else they are. */
export const eachOnce = (peers: readonly PeerCell[]): readonly PeerCell[] => {
  const people = new Map<string, PeerCell>();
  for (const peer of peers)
    if (people.get(peer.person)?.typing !== true) people.set(peer.person, peer);
  return [...people.values()];
};
