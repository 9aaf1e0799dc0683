import { useEffect, useState, useSyncExternalStore } from 'react';
import { sinceIn } from '../api/since.ts';
import { useStore } from '../store/useStore.ts';
import { openSince, type Since, type SinceOf } from './since.ts';

const never = () => () => undefined;
const nobodyKnows: SinceOf = () => null;

/**
 * Since when each row has its value in a select column, in ms since 1970; follows what happens.
 * Null: nobody asks.
 */
export const useSince = (table: string, column: string | null): SinceOf => {
  const store = useStore();
  const [since, setSince] = useState<Since | null>(null);
  useEffect(() => {
    if (column === null) return;
    const opened = openSince(store, table, column, sinceIn, Date.now);
    setSince(opened);
    return () => {
      opened.close();
      setSince(null);
    };
  }, [store, table, column]);
  return useSyncExternalStore(since?.subscribe ?? never, () => since?.current() ?? nobodyKnows);
};
