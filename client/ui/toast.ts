/** A sentence that comes and goes at the bottom, for what has just happened. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  /** ms since the page was opened. */
  readonly shownAt: number;
  /** What can be done about it, such as taking it back. */
  readonly action?: ToastAction;
}

export interface ToastAction {
  readonly text: string;
  readonly onPress: () => void;
}

let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

const set = (value: readonly Toast[]) => {
  toasts = value;
  for (const listener of listeners) listener();
};

const readingTime = 5_000;
/** To make up one's mind takes longer than to read. */
const decidingTime = 10_000;

/**
 * The page has one place for them, so this is the page's own. What is said again stands there
 * once, for as long as if it were new.
 */
export const toast = (text: string, action?: ToastAction): void => {
  const id = next++;
  const others = toasts.filter((shown) => shown.text !== text);
  set([...others.slice(-2), { id, text, action, shownAt: performance.now() }]);
  setTimeout(() => endToast(id), action === undefined ? readingTime : decidingTime);
};

export const endToast = (id: number): void => set(toasts.filter((shown) => shown.id !== id));

/**
 * Ends what was said of what is taken back now, as how to take it back. What offers something to be
 * done stays: that may be about something else.
 */
export const endSaid = (): void => {
  if (toasts.some(({ action }) => action === undefined))
    set(toasts.filter(({ action }) => action !== undefined));
};

/** What leads to another page may say so there; what was said before is said no more. */
const justNow = 1_000;

/** For a page that is left: ends what was said on it. */
export const endEarlierToasts = (): void => {
  const since = performance.now() - justNow;
  if (toasts.some(({ shownAt }) => shownAt < since))
    set(toasts.filter(({ shownAt }) => shownAt >= since));
};

export const shownToasts = (): readonly Toast[] => toasts;

export const onToasts = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
