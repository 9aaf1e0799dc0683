/** A row that stays where it is while somebody works in it. */
export interface HeldRow {
  readonly row: number;
  /** The row above it; null when it is the first. */
  readonly below: number | null;
  /** Its place from 0: where it stays when the row above has gone. */
  readonly place: number;
}

export const heldAt = (rows: ArrayLike<number>, place: number): HeldRow | null => {
  const row = rows[place];
  return row === undefined ? null : { row, below: rows[place - 1] ?? null, place };
};

/** `rows` with the held row where it stood, also when the filter would leave it out. */
export const withHeldRow = (rows: ArrayLike<number>, held: HeldRow): ArrayLike<number> => {
  const others = Array.from(rows).filter((row) => row !== held.row);
  const above = held.below === null ? -1 : others.indexOf(held.below);
  const place = above < 0 ? Math.min(held.place, others.length) : above + 1;
  if (rows[place] === held.row) return rows;
  others.splice(place, 0, held.row);
  return others;
};
