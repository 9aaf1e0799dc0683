import * as Y from 'yjs';

/** Yjs client ids that wrote in a generation that is closed. */
export interface RetiredClients {
  has(client: number): boolean;
}

/**
 * Reads them from the state vectors of the closed generations. A document that begins with such an
 * id was last synced before a turn: a stock client, which knows nothing of generations, would bring
 * old edits back with it. One id takes eight bytes, and years of tabs are a few megabytes.
 */
export const retiredClients = (stateVectors: readonly Uint8Array[]): RetiredClients => {
  const ids = new Set<number>();
  for (const stateVector of stateVectors)
    for (const client of Y.decodeStateVector(stateVector).keys()) ids.add(client);
  const sorted = Float64Array.from(ids).sort();
  return { has: (client) => sorted[placeOf(sorted, client)] === client };
};

/** Where `client` is, or would be. */
const placeOf = (sorted: Float64Array, client: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < client) low = middle + 1;
    else high = middle;
  }
  return low;
};
