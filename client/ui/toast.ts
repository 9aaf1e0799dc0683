/** A sentence that comes and goes at the bottom, for what has just happened. */
export interface Toast {
  readonly id: number;
  readonly text: string;
}

let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

const set = (value: readonly Toast[]) => {
  toasts = value;
  for (const listener of listeners) listener();
};

const readingTime = 5_000;

/** The page has one place for them, so this is the page's own. */
export const toast = (text: string): void => {
  const id = next++;
  set([...toasts.slice(-2), { id, text }]);
  setTimeout(() => set(toasts.filter((shown) => shown.id !== id)), readingTime);
};

export const shownToasts = (): readonly Toast[] => toasts;

export const onToasts = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
