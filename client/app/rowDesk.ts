import { createContext, useContext, useEffect } from 'react';

/**
 * The record stands beside the rows that a screen shows; which row comes next is the screen's to
 * say. The screen registers what it shows, and the record asks the one that registered last.
 */
export interface RowDesk {
  /** Id of the row before (-1) or after (1) it on the screen; null at an end, or where it is not shown. */
  neighbour(row: string, by: -1 | 1): string | null;
  /** Where the row stands among those shown, from 0, and how many there are; null when it is not shown. */
  placeOf(row: string): { readonly place: number; readonly count: number } | null;
  /** Gives the keyboard back to the screen, at this row as far as it is shown. */
  focus(row: string): void;
  register(screen: ShownRows): () => void;
}

/** What a screen that shows rows tells: all three answer for now. */
export type ShownRows = Omit<RowDesk, 'register'>;

export const createRowDesk = (): RowDesk => {
  const screens: ShownRows[] = [];
  return {
    neighbour: (row, by) => screens.at(-1)?.neighbour(row, by) ?? null,
    placeOf: (row) => screens.at(-1)?.placeOf(row) ?? null,
    focus: (row) => screens.at(-1)?.focus(row),
    register(screen) {
      screens.push(screen);
      return () => {
        screens.splice(screens.indexOf(screen), 1);
      };
    },
  };
};

export const RowDeskContext = createContext<RowDesk | null>(null);

export const useRowDesk = (): RowDesk => {
  const desk = useContext(RowDeskContext);
  if (desk === null) throw new Error('rows outside of the shell');
  return desk;
};

/** For a screen that shows rows. Keep `screen` stable (`useMemo`). */
export const useShownRows = (screen: ShownRows): void => {
  const desk = useRowDesk();
  useEffect(() => desk.register(screen), [desk, screen]);
};
