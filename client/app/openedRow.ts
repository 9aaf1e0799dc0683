import { useLocation, useSearch } from 'wouter';

/** Stands for the row that is made with the first thing written into it. */
export const newRow = 'new';

export interface OpenedRow {
  /** A row's id, `newRow`, or null while the list is shown. */
  readonly row: string | null;
  open(row: string): void;
  /** The new row was made, and is this one. */
  become(row: string): void;
  close(): void;
}

/**
 * The row that is open on a phone. It is in the address, so that the way back leads to the list
 * and not out of the program.
 */
export const useOpenedRow = (): OpenedRow => {
  const search = useSearch();
  const [path, go] = useLocation();
  const addressOf = (row: string | null): string => {
    const query = new URLSearchParams(search);
    query.delete('row');
    if (row !== null) query.set('row', row);
    return query.size === 0 ? path : `${path}?${query}`;
  };
  return {
    row: new URLSearchParams(search).get('row'),
    open: (row) => go(addressOf(row), { state: fromList }),
    become: (row) => go(addressOf(row), { replace: true, state: history.state }),
    close: () => {
      if (isFromList(history.state)) history.back();
      else go(addressOf(null), { replace: true });
    },
  };
};

const fromList = { fromList: true };

/** Whoever came by a link has no list behind. */
const isFromList = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'fromList' in state;
