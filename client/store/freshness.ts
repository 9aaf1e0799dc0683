/**
 * Which rows have the results of what they hold now. A row that changes while its block is being
 * computed is stale again, and that block's results for it count no more.
 */
export interface Freshness {
  isStale(row: number): boolean;
  isFresh(row: number): boolean;
  /** The row's inputs are being read for this block. */
  send(row: number, block: number): void;
  /** True when the block's result for the row counts; the row is fresh then. */
  arrive(row: number, block: number): boolean;
  spoil(row: number): void;
  spoilAll(): void;
}

const stale = 0;
const fresh = 0xffff_ffff;

/** Blocks are numbered from 1. */
export const createFreshness = (): Freshness => {
  let states = new Uint32Array(64);
  const set = (row: number, state: number): void => {
    if (row >= states.length) {
      const larger = new Uint32Array(Math.max(row + 1, states.length * 2));
      larger.set(states);
      states = larger;
    }
    states[row] = state;
  };
  return {
    isStale: (row) => (states[row] ?? stale) === stale,
    isFresh: (row) => states[row] === fresh,
    send: set,
    arrive: (row, block) => {
      if (states[row] !== block) return false;
      states[row] = fresh;
      return true;
    },
    spoil: (row) => {
      if (row < states.length) states[row] = stale;
    },
    spoilAll: () => states.fill(stale),
  };
};
