import type { Awareness } from 'y-protocols/awareness';

type State = Record<string, unknown>;

/** One's presence in a document, the same object while the links beneath it come and go. */
export interface SteadyAwareness {
  getLocalState(): State | null;
  setLocalState(state: State | null): void;
  setLocalStateField(field: string, value: unknown): void;
  getStates(): Map<number, State>;
  on(type: 'update', listener: () => void): void;
  off(type: 'update', listener: () => void): void;
  /** Has everybody drawn again, as when the place where they stand moved. */
  retell(): void;
}

/** `follow` is called whenever there may be another awareness, and brings one's own state along. */
export const steadyAwareness = (
  first: Awareness,
): SteadyAwareness & { follow(next: Awareness): void } => {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  let own: State | null = null;
  let current = first;
  current.on('update', tell);
  return {
    getLocalState: () => own,
    setLocalState: (state) => {
      own = state;
      current.setLocalState(state);
    },
    setLocalStateField: (field, value) => {
      if (own === null) return;
      own = { ...own, [field]: value };
      current.setLocalState(own);
    },
    getStates: () => current.getStates(),
    on: (_, listener) => void listeners.add(listener),
    off: (_, listener) => void listeners.delete(listener),
    retell: tell,
    follow: (next) => {
      if (next === current) return;
      current.off('update', tell);
      current = next;
      current.on('update', tell);
      current.setLocalState(own);
      tell();
    },
  };
};
