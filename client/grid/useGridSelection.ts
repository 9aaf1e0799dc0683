import { CompactSelection, type GridSelection } from '@glideapps/glide-data-grid';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Area } from '../../shared/intake/area.ts';
import { placesOf } from './places.ts';
import { areasOf, type Place, shiftedArea } from './selection.ts';

export interface SheetSelection {
  readonly selection: GridSelection;
  /** The cell that keys go to. */
  readonly focus: Place | null;
  /** Rectangles of rows that exist. */
  readonly areas: readonly Area[];
  select(selection: GridSelection): void;
  /** Selects one cell, as soon as there is a row at that place. */
  goTo(place: Place): void;
}

const nothing = { columns: CompactSelection.empty(), rows: CompactSelection.empty() };

const at = ({ x, y }: Place): GridSelection => ({
  ...nothing,
  current: { cell: [x, y], range: { x, y, width: 1, height: 1 }, rangeStack: [] },
});

/**
 * What is selected. The selection stays on its row when others add, delete or sort rows around it.
 * `height` counts the row under the last one, where there is one. Another `query` is another
 * order: the selection then goes to the top, where the eye is.
 */
export const useGridSelection = (
  rows: ArrayLike<number>,
  width: number,
  height: number,
  query: object,
): SheetSelection => {
  const [selection, setSelection] = useState<GridSelection>(nothing);
  const waiting = useRef<Place | null>(null);
  const seen = useRef(rows);
  const asked = useRef({ query, rows });

  const goTo = useCallback(
    (place: Place) => {
      waiting.current = place.y < height ? null : place;
      if (place.y < height && place.x < width) setSelection(at(place));
    },
    [width, height],
  );

  useLayoutEffect(() => {
    const before = seen.current;
    seen.current = rows;
    if (waiting.current !== null && waiting.current.y < height) {
      goTo(waiting.current);
      return;
    }
    if (asked.current.query !== query) {
      // The rows of the new query may come later than the query.
      if (asked.current.rows === rows) return;
      asked.current = { query, rows };
      setSelection((now) =>
        now.current === undefined ? nothing : at({ x: now.current.cell[0], y: 0 }),
      );
      return;
    }
    asked.current = { query, rows };
    if (before !== rows) setSelection((now) => followed(now, before, rows));
  }, [rows, height, query, goTo]);

  const areas = useMemo(
    () => areasOf(selection, width, rows.length),
    [selection, width, rows.length],
  );
  const cell = selection.current?.cell;
  const [x, y] = cell ?? [];
  const focus = useMemo(() => (x === undefined || y === undefined ? null : { x, y }), [x, y]);
  return { selection, focus, areas, select: setSelection, goTo };
};

/** The selection where its rows stand now. */
const followed = (
  now: GridSelection,
  before: ArrayLike<number>,
  rows: ArrayLike<number>,
): GridSelection => {
  for (const y of now.rows) if (before[y] !== rows[y]) return nothing;
  const { current } = now;
  if (current === undefined) return now;
  const [x, y] = current.cell;
  const row = before[y];
  if (row === undefined || rows[y] === row) return now;
  const to = placesOf(rows).of(row);
  if (to === undefined) return now;
  const range = shiftedArea(current.range, y, to);
  return range.y < 0 || range.y + range.height > rows.length
    ? at({ x, y: to })
    : { ...now, current: { cell: [x, to], range, rangeStack: [] } };
};
