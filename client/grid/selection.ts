import { type Area, clip } from '../../shared/intake/area.ts';

/** A cell by its place among shown columns (x) and shown rows (y). */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** What the grid's own selection says, as far as it matters here. */
export interface Selected {
  readonly current?: { readonly range: Area; readonly rangeStack: readonly Area[] };
  readonly columns: Iterable<number>;
  readonly rows: Iterable<number>;
}

/**
 * The selected rectangles, within `width` columns and `height` rows: the ranges if there are
 * some, else whole rows, else whole columns. Rows (and columns) that lie together are one area.
 */
export const areasOf = (
  { current, columns, rows }: Selected,
  width: number,
  height: number,
): readonly Area[] => {
  const areas =
    current === undefined
      ? [
          ...runs(rows).map(([y, count]) => ({ x: 0, y, width, height: count })),
          ...runs(columns).map(([x, count]) => ({ x, y: 0, width: count, height })),
        ]
      : [current.range, ...current.rangeStack];
  return areas.flatMap((area) => clip(area, width, height) ?? []);
};

/** Numbers in ascending order as [first, how many that follow each other]. */
const runs = (numbers: Iterable<number>): readonly [number, number][] => {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last[0] + last[1] === number) last[1]++;
    else found.push([number, 1]);
  }
  return found;
};

/** The rows that the areas touch, each once, in order. */
export const rowsIn = (areas: readonly Area[]): readonly number[] => {
  const rows = new Set<number>();
  for (const { y, height } of areas) for (let row = y; row < y + height; row++) rows.add(row);
  return [...rows].sort((a, b) => a - b);
};

export const isWithin = (areas: readonly Area[], place: Place): boolean =>
  areas.some(
    ({ x, y, width, height }) =>
      place.x >= x && place.x < x + width && place.y >= y && place.y < y + height,
  );

export const cellCount = (areas: readonly Area[]): number =>
  areas.reduce((count, { width, height }) => count + width * height, 0);

/** Where the selection goes from `from`; stays within `width` columns and `height` rows. */
export const moved = (
  from: Place,
  by: { readonly x: number; readonly y: number },
  width: number,
  height: number,
): Place => ({
  x: Math.max(0, Math.min(width - 1, from.x + by.x)),
  y: Math.max(0, Math.min(height - 1, from.y + by.y)),
});

/** The same selection after the row that it began in moved from place `from` to place `to`. */
export const shiftedArea = (area: Area, from: number, to: number): Area => ({
  ...area,
  y: area.y + to - from,
});
