/** Where rows stand in the order that is shown. */
export interface Places {
  /** Undefined for rows that are not shown. */
  of(row: number): number | undefined;
}

/** Inverts `rows` at the first question, so that a grid that nobody asks costs nothing. */
export const placesOf = (rows: ArrayLike<number>): Places => {
  let places: Int32Array | null = null;
  return {
    of(row) {
      places ??= invert(rows);
      const place = places[row];
      return place === undefined || place < 0 ? undefined : place;
    },
  };
};

const invert = (rows: ArrayLike<number>): Int32Array => {
  let highest = -1;
  for (let place = 0; place < rows.length; place++) highest = Math.max(highest, rows[place]!);
  const places = new Int32Array(highest + 1).fill(-1);
  for (let place = 0; place < rows.length; place++) places[rows[place]!] = place;
  return places;
};
