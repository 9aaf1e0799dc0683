import { useEffect, useReducer } from 'react';
import type { TableRows } from '../store/store.ts';

/** Rises when rows of the table change; once a frame is enough for the eye. */
export const useRowChanges = (table: TableRows): number => {
  const [changes, count] = useReducer((seen: number) => seen + 1, 0);
  useEffect(() => {
    let frame = 0;
    const stop = table.subscribe(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => count());
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [table]);
  return changes;
};
