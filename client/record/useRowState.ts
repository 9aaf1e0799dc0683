import { useEffect, useReducer } from 'react';
import { useSession } from '../app/useSession.ts';
import type { TableRows } from '../store/store.ts';

/** What there is to show of a row. */
export type RowState =
  | { readonly kind: 'loading' | 'unknown' }
  | { readonly kind: 'deleted' | 'there'; readonly number: number };

/** The row as it stands now; draws again when any of its cells changes. */
export const useRowState = (table: TableRows, row: string): RowState => {
  const [, redraw] = useReducer((seen: number) => seen + 1, 0);
  const isReady = useSession(
    ({ tables }) => (tables.find(({ id }) => id === table.id)?.rowCount ?? null) !== null,
  );
  useEffect(() => {
    const stop = table.subscribe(({ all, added, changes }) => {
      const number = table.rowOf(row);
      const isNew = added.some(
        ({ from, to }) => number !== undefined && from <= number && number < to,
      );
      if (all || isNew || changes.some((change) => change.number === number)) redraw();
    });
    // What changed between the first drawing and now was told to nobody.
    redraw();
    return stop;
  }, [table, row]);
  const number = table.rowOf(row);
  if (number === undefined) return { kind: isReady ? 'unknown' : 'loading' };
  return { kind: table.isListed(number) ? 'there' : 'deleted', number };
};
