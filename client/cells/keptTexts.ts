import type { Store } from '../store/store.ts';

/**
 * Texts that their columns could not read and whose fields are gone from the page: they are there
 * again when one comes back, as long as one is signed in.
 */
const kept = new WeakMap<Store, Map<string, string>>();

const textsOf = (store: Store): Map<string, string> => {
  const texts = kept.get(store) ?? new Map<string, string>();
  kept.set(store, texts);
  return texts;
};

export const keptText = (store: Store, cell: string): string | null =>
  textsOf(store).get(cell) ?? null;

/** Null: nothing is to be kept for the cell any more. */
export const keepText = (store: Store, cell: string, text: string | null): void => {
  if (text === null) textsOf(store).delete(cell);
  else textsOf(store).set(cell, text);
};
