import { CompactSelection, type GridSelection } from '@glideapps/glide-data-grid';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Area, clip } from '../../shared/intake/area.ts';
import { placesOf } from './places.ts';
import { areasOf, type Place, shiftedArea } from './selection.ts';

export interface SheetSelection {
  readonly selection: GridSelection;
  /** The cell that keys go to. */
  readonly focus: Place | null;
  /** Rectangles of rows that exist. */
  readonly areas: readonly Area[];
  select(selection: GridSelection): void;
  /** Selects one cell. */
  goTo(place: Place): void;
  /**
   * Selects a cell `down` places below a row of the table, wherever it stands. While it is not
   * shown yet, the place under the last row stands for it.
   */
  goToRow(row: number, x: number, down: number): void;
  /**
   * Selects `area` where the row that `first` gives stands in the end: as much of it as is there
   * already, the rest when it comes.
   */
  goToArea(area: Area, first: () => number | undefined): void;
  /** The row that the place under the last one stands for; null when it stands for a new one. */
  awaited(): number | null;
}

interface Awaited {
  readonly row: number;
  readonly x: number;
  readonly down: number;
}

interface AwaitedArea {
  readonly area: Area;
  first(): number | undefined;
}

const nothing = { columns: CompactSelection.empty(), rows: CompactSelection.empty() };

const isNothing = ({ current, rows, columns }: GridSelection): boolean =>
  current === undefined && rows.length === 0 && columns.length === 0;

const over = (range: Area): GridSelection => ({
  ...nothing,
  current: { cell: [range.x, range.y], range, rangeStack: [] },
});

const at = ({ x, y }: Place): GridSelection => over({ x, y, width: 1, height: 1 });

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
  const waiting = useRef<Awaited | null>(null);
  const waitingArea = useRef<AwaitedArea | null>(null);
  const seen = useRef(rows);
  const asked = useRef({ query, rows });

  const select = useCallback(
    (next: GridSelection) => {
      // A press beside the cells lets go of everything, and keys would go nowhere.
      if (isNothing(next)) return;
      const [x, y] = next.current?.cell ?? [];
      const { current } = waiting;
      // Going sideways in the place that stands for a row stays in that row.
      const isSameRow = x !== undefined && y === height - 1 && current?.down === 0;
      waiting.current = isSameRow ? { ...current, x } : null;
      waitingArea.current = null;
      setSelection(next);
    },
    [height],
  );
  const goTo = useCallback(
    (place: Place) => {
      if (place.y < height && place.x < width) select(at(place));
    },
    [width, height, select],
  );
  const goToRow = useCallback(
    (row: number, x: number, down: number) => {
      const place = placesOf(rows).of(row);
      waiting.current = place === undefined ? { row, x, down } : null;
      if (place !== undefined) {
        goTo({ x, y: place + down });
        return;
      }
      setSelection(at({ x, y: height - 1 }));
    },
    [rows, height, goTo],
  );
  /** True when the first row of the area that is waited for is there, and selected. */
  const showArea = useCallback((): boolean => {
    const awaiting = waitingArea.current;
    const first = awaiting?.first();
    const y = first === undefined ? undefined : placesOf(seen.current).of(first);
    if (awaiting === null || y === undefined) return false;
    const wanted = { ...awaiting.area, y };
    const range = clip(wanted, width, seen.current.length);
    if (range === null) return false;
    if (range.width === wanted.width && range.height === wanted.height) waitingArea.current = null;
    waiting.current = null;
    setSelection(over(range));
    return true;
  }, [width]);
  const goToArea = useCallback(
    (area: Area, first: () => number | undefined) => {
      waitingArea.current = { area, first };
      showArea();
    },
    [showArea],
  );
  const awaited = useCallback(() => (waiting.current?.down === 0 ? waiting.current.row : null), []);

  useLayoutEffect(() => {
    const before = seen.current;
    seen.current = rows;
    if (showArea()) return;
    if (waiting.current !== null) {
      const { row, x, down } = waiting.current;
      goToRow(row, x, down);
      return;
    }
    if (asked.current.query !== query) {
      // The rows of the new query may come later than the query.
      if (asked.current.rows === rows) return;
      asked.current = { query, rows };
      waitingArea.current = null;
      setSelection((now) =>
        now.current === undefined ? nothing : at({ x: now.current.cell[0], y: 0 }),
      );
      return;
    }
    asked.current = { query, rows };
    if (before !== rows) setSelection((now) => followed(now, before, rows, height));
  }, [rows, height, query, goToRow, showArea]);

  const areas = useMemo(
    () => areasOf(selection, width, rows.length),
    [selection, width, rows.length],
  );
  const cell = selection.current?.cell;
  const [x, y] = cell ?? [];
  const focus = useMemo(() => (x === undefined || y === undefined ? null : { x, y }), [x, y]);
  return { selection, focus, areas, select, goTo, goToRow, goToArea, awaited };
};

/** The selection where its rows stand now. */
const followed = (
  now: GridSelection,
  before: ArrayLike<number>,
  rows: ArrayLike<number>,
  height: number,
): GridSelection => {
  for (const y of now.rows) if (before[y] !== rows[y]) return nothing;
  const { current } = now;
  if (current === undefined) return now;
  const [x, y] = current.cell;
  const row = before[y];
  // What is typed under the last row makes a row: it must not land in one that came meanwhile.
  if (row === undefined) return y === height - 1 ? now : at({ x, y: height - 1 });
  if (rows[y] === row) return now;
  const to = placesOf(rows).of(row);
  if (to === undefined) return now;
  const range = shiftedArea(current.range, y, to);
  return range.y < 0 || range.y + range.height > rows.length
    ? at({ x, y: to })
    : { ...now, current: { cell: [x, to], range, rangeStack: [] } };
};
