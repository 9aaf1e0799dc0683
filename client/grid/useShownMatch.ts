import { type RefObject, useEffect, useMemo } from 'react';
import type { GridTableHandle } from './GridTable.tsx';
import { placesOf } from './places.ts';
import type { Place } from './selection.ts';
import type { Sheet } from './sheet.ts';
import type { Finding } from './useFindText.ts';

/** Selects the match that is asked for, and brings it into view. */
export const useShownMatch = (
  { matches, at }: Finding,
  { rows, columns }: Sheet,
  goTo: (place: Place) => void,
  grid: RefObject<GridTableHandle | null>,
): void => {
  const places = useMemo(() => placesOf(rows), [rows]);
  const match = matches[at];
  useEffect(() => {
    if (match === undefined) return;
    const y = places.of(match.row);
    const x = columns.findIndex(({ id }) => id === match.column);
    if (y === undefined || x < 0) return;
    goTo({ x, y });
    grid.current?.show({ x, y });
  }, [match, places, columns, goTo, grid]);
};
