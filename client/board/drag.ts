/** A lane as far as dragging goes: its id, and the numbers of its rows in order. */
export interface LaneRows {
  readonly id: string;
  readonly rows: ArrayLike<number>;
}

/** Where a card would be put. `index` counts the cards of the lane without the held one. */
export interface Target {
  readonly lane: string;
  readonly index: number;
}

/** The place where a card stands now; null when no lane shows it. */
export const placeOf = (lanes: readonly LaneRows[], row: number): Target | null => {
  for (const { id, rows } of lanes) {
    const index = indexIn(rows, row);
    if (index >= 0) return { lane: id, index };
  }
  return null;
};

/** -1 where it is not. */
export const indexIn = (rows: ArrayLike<number>, row: number): number => {
  for (let index = 0; index < rows.length; index++) if (rows[index] === row) return index;
  return -1;
};

/** What stands in the places of a lane while a card is held: cards, and perhaps a gap. */
export interface Slots {
  readonly count: number;
  /** The row in a place; null for the gap. */
  rowAt(slot: number): number | null;
  /** The place of the card that is the `index`th of all rows of the lane; the held one's is the gap. */
  slotOf(index: number): number;
}

/**
 * The places of a lane without the card at `skip` (-1: it holds none that is held) and with a gap
 * at `gap` (-1: none), counted without that card.
 */
export const slotsOf = (rows: ArrayLike<number>, skip: number, gap: number): Slots => {
  const others = rows.length - (skip < 0 ? 0 : 1);
  const at = gap < 0 ? -1 : Math.min(gap, others);
  return {
    count: others + (at < 0 ? 0 : 1),
    rowAt: (slot) => {
      if (slot === at) return null;
      const other = at >= 0 && slot > at ? slot - 1 : slot;
      return rows[skip >= 0 && other >= skip ? other + 1 : other] ?? null;
    },
    slotOf: (index) => {
      if (index === skip) return at;
      const other = skip >= 0 && index > skip ? index - 1 : index;
      return at >= 0 && other >= at ? other + 1 : other;
    },
  };
};

/** The row that a card put at `target` would stand in front of; null at the end of its lane. */
export const rowBehind = (
  lanes: readonly LaneRows[],
  held: number,
  { lane, index }: Target,
): number | null => {
  const rows = lanes.find(({ id }) => id === lane)?.rows ?? [];
  const slots = slotsOf(rows, indexIn(rows, held), -1);
  return index < slots.count ? slots.rowAt(index) : null;
};

/** How many cards the lane would have with the held one in it. */
export const countWith = (lanes: readonly LaneRows[], held: number, lane: string): number => {
  const rows = lanes.find(({ id }) => id === lane)?.rows ?? [];
  return rows.length + (indexIn(rows, held) < 0 ? 1 : 0);
};

export type DragKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End';

/** Where a key takes the held card: up and down its lane, or over to the next one. */
export const stepTarget = (
  lanes: readonly LaneRows[],
  held: number,
  target: Target,
  key: DragKey,
): Target => {
  const at = lanes.findIndex(({ id }) => id === target.lane);
  const last = (lane: string): number => countWith(lanes, held, lane) - 1;
  const within = (index: number): Target => ({
    lane: target.lane,
    index: Math.max(0, Math.min(index, last(target.lane))),
  });
  switch (key) {
    case 'ArrowUp':
      return within(target.index - 1);
    case 'ArrowDown':
      return within(target.index + 1);
    case 'Home':
      return within(0);
    case 'End':
      return within(last(target.lane));
    default: {
      const lane = lanes[at + (key === 'ArrowLeft' ? -1 : 1)];
      if (lane === undefined) return target;
      return { lane: lane.id, index: Math.min(target.index, last(lane.id)) };
    }
  }
};

/**
 * The same target after others moved cards: still in front of `before`, the row that the held card
 * would have stood in front of; as near as can be where that row has gone.
 */
export const keepTarget = (
  lanes: readonly LaneRows[],
  held: number,
  target: Target,
  before: number | null,
): Target | null => {
  const lane = lanes.find(({ id }) => id === target.lane);
  if (lane === undefined) return null;
  const last = countWith(lanes, held, lane.id) - 1;
  if (before === null) return { lane: lane.id, index: last };
  const found = indexIn(lane.rows, before);
  if (found < 0) return { lane: lane.id, index: Math.min(target.index, last) };
  const own = indexIn(lane.rows, held);
  return { lane: lane.id, index: own >= 0 && own < found ? found - 1 : found };
};

export const isSameTarget = (a: Target, b: Target): boolean =>
  a.lane === b.lane && a.index === b.index;
