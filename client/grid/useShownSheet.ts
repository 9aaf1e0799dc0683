import { type RefObject, useMemo, useRef } from 'react';
import { useShownRows } from '../app/rowDesk.ts';
import { rowOrder } from './rowOrder.ts';
import type { Place } from './selection.ts';
import type { Sheet } from './sheet.ts';
import type { SheetSelection } from './useGridSelection.ts';

interface ShowsCells {
  focus(): void;
  show(place: Place): void;
}

/** Tells the record beside the grid which rows are shown, and takes the keyboard back from it. */
export const useShownSheet = (
  { table, rows }: Sheet,
  chosen: SheetSelection,
  grid: RefObject<ShowsCells | null>,
): void => {
  const now = useRef(chosen);
  now.current = chosen;
  useShownRows(
    useMemo(() => {
      const { neighbour, placeOf, indexOf } = rowOrder(table, rows);
      return {
        neighbour,
        placeOf,
        focus: (row) => {
          const y = indexOf(row);
          const { focus, goTo } = now.current;
          if (y !== undefined && focus?.y !== y) {
            const to = { x: focus?.x ?? 0, y };
            goTo(to);
            grid.current?.show(to);
          }
          grid.current?.focus();
        },
      };
    }, [table, rows, grid]),
  );
};
