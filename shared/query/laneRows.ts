/** The rows without those at the indexes, which ascend. */
export const without = (rows: Uint32Array, indexes: readonly number[]): Uint32Array => {
  const rest = new Uint32Array(rows.length - indexes.length);
  let from = 0;
  let to = 0;
  for (const index of [...indexes, rows.length]) {
    rest.set(rows.subarray(from, index), to);
    to += index - from;
    from = index + 1;
  }
  return rest;
};

/** The rows with each of `added` before the index that stands beside it in `at`, which ascends. */
export const withInserted = (
  rows: Uint32Array,
  added: readonly number[],
  at: readonly number[],
): Uint32Array => {
  const whole = new Uint32Array(rows.length + added.length);
  let from = 0;
  added.forEach((row, index) => {
    whole.set(rows.subarray(from, at[index]), from + index);
    from = at[index]!;
    whole[from + index] = row;
  });
  whole.set(rows.subarray(from), from + added.length);
  return whole;
};
