/** Somebody's rights are others than a moment ago, durably. */
export type RightsChange = { readonly user: string } | { readonly credential: string };

export interface RightsChanges {
  /** Tells every listener at once, in the same turn. Listeners must not throw. */
  emit(change: RightsChange): void;
  /** Answers the function that ends it. */
  listen(listener: (change: RightsChange) => void): () => void;
}

export const createRightsChanges = (): RightsChanges => {
  const listeners = new Set<(change: RightsChange) => void>();
  return {
    emit: (change) => {
      for (const listener of listeners) listener(change);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
