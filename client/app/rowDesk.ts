import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';

/**
 * The record stands beside the rows that a screen shows; which row comes next is the screen's to
 * say. The screen registers what it shows, and the record asks the one that registered last.
 */
export interface RowDesk extends ShownRows {
  register(screen: ShownRows): () => void;
  /** Calls `listener` when other rows are shown, or in another order. */
  subscribe(listener: () => void): () => void;
  /** Rises whenever other rows are shown. */
  version(): number;
}

/** What a screen that shows rows tells: all three answer for now. */
export interface ShownRows {
  /** Id of the row before (-1) or after (1) it on the screen; null at an end, or where it is not shown. */
  neighbour(row: string, by: -1 | 1): string | null;
  /** Where the row stands among those shown, from 0, and how many there are; null when it is not shown. */
  placeOf(row: string): { readonly place: number; readonly count: number } | null;
  /** Gives the keyboard back to the screen, at this row as far as it is shown. */
  focus(row: string): void;
}

export const createRowDesk = (): RowDesk => {
  const screens: ShownRows[] = [];
  const listeners = new Set<() => void>();
  let version = 0;
  const tell = (): void => {
    version++;
    for (const listener of listeners) listener();
  };
  return {
    neighbour: (row, by) => screens.at(-1)?.neighbour(row, by) ?? null,
    placeOf: (row) => screens.at(-1)?.placeOf(row) ?? null,
    focus: (row) => screens.at(-1)?.focus(row),
    register(screen) {
      screens.push(screen);
      tell();
      return () => {
        screens.splice(screens.indexOf(screen), 1);
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
};

export const RowDeskContext = createContext<RowDesk | null>(null);

export const useRowDesk = (): RowDesk => {
  const desk = useContext(RowDeskContext);
  if (desk === null) throw new Error('rows outside of the shell');
  return desk;
};

/** For a screen that shows rows. Keep `screen` the same until other rows are shown (`useMemo`). */
export const useShownRows = (screen: ShownRows): void => {
  const desk = useRowDesk();
  useEffect(() => desk.register(screen), [desk, screen]);
};

/** The desk, drawing again whenever other rows are shown. */
export const useRowDeskNow = (): RowDesk => {
  const desk = useRowDesk();
  useSyncExternalStore(desk.subscribe, desk.version);
  return desk;
};
