/** Of the events in one answer, as JSON. */
export const mostPageBytes = 4 * 1024 * 1024;

/** How many of these sizes, from the first on, make one page: the first always does. */
export const countWithin = (sizes: readonly number[]): number => {
  let sum = 0;
  const end = sizes.findIndex((bytes, index) => {
    sum += bytes;
    return index > 0 && sum > mostPageBytes;
  });
  return end < 0 ? sizes.length : end;
};
