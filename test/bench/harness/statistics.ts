/** Of the same measurement, made several times. */
export interface Spread {
  readonly count: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** A quarter of the values is at or below this one. */
  readonly lowerQuartile: number;
  /** A quarter of the values is at or above this one. */
  readonly upperQuartile: number;
}

/** Null where there are no values. Quartiles lie between neighbours in proportion (R's type 7). */
export const spreadOf = (values: readonly number[]): Spread | null => {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)]!;
    return below + (sorted[Math.ceil(place)]! - below) * (place % 1);
  };
  return {
    count: sorted.length,
    median: at(0.5),
    least: at(0),
    most: at(1),
    lowerQuartile: at(0.25),
    upperQuartile: at(0.75),
  };
};
