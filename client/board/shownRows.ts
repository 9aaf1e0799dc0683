import type { ShownRows } from '../app/rowDesk.ts';
import type { TableRows } from '../store/store.ts';
import { type LaneRows, placeOf, type Target } from './drag.ts';

/** Tells the record which rows stand around its own: lane by lane, from the top. */
export const shownRowsOf = (
  lanes: readonly LaneRows[],
  table: TableRows,
  focus: (row: number) => void,
): ShownRows => {
  const numberOf = (id: string): number => table.rowOf(id) ?? -1;
  return {
    neighbour: (id, by) => {
      const place = placeOf(lanes, numberOf(id));
      if (place === null) return null;
      const full = lanes.filter(({ rows }) => rows.length > 0);
      const at = full.findIndex((lane) => lane.id === place.lane);
      const beside = full[at]?.rows[place.index + by];
      const next = full[at + by]?.rows;
      const row = beside ?? (by === 1 ? next?.[0] : next?.[next.length - 1]);
      return row === undefined ? null : table.rowId(row);
    },
    placeOf: (id) => {
      let before = 0;
      let found: number | null = null;
      for (const lane of lanes) {
        const own: Target | null = found === null ? placeOf([lane], numberOf(id)) : null;
        if (own !== null) found = before + own.index;
        before += lane.rows.length;
      }
      return found === null ? null : { place: found, count: before };
    },
    focus: (id) => {
      const row = numberOf(id);
      if (placeOf(lanes, row) !== null) focus(row);
    },
  };
};
