import { type LaneRows, placeOf } from './drag.ts';

/** Cards that Page Up and Page Down pass over. */
const page = 5;

/** The card to which a key leads from another; null for keys that lead nowhere. */
export const stepActive = (lanes: readonly LaneRows[], row: number, key: string): number | null => {
  const place = placeOf(lanes, row);
  if (place === null) return null;
  const at = lanes.findIndex(({ id }) => id === place.lane);
  const { rows } = lanes[at]!;
  const within = (index: number): number | null =>
    rows[Math.max(0, Math.min(index, rows.length - 1))] ?? null;
  /** Lanes without cards are passed over. */
  const across = (by: 1 | -1): number | null => {
    for (let next = at + by; next >= 0 && next < lanes.length; next += by) {
      const beside = lanes[next]!.rows;
      if (beside.length > 0) return beside[Math.min(place.index, beside.length - 1)] ?? null;
    }
    return null;
  };
  switch (key) {
    case 'ArrowUp':
      return within(place.index - 1);
    case 'ArrowDown':
      return within(place.index + 1);
    case 'PageUp':
      return within(place.index - page);
    case 'PageDown':
      return within(place.index + page);
    case 'Home':
      return within(0);
    case 'End':
      return within(rows.length - 1);
    case 'ArrowLeft':
      return across(-1);
    case 'ArrowRight':
      return across(1);
    default:
      return null;
  }
};
