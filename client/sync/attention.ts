/** Whether somebody is there. */
export interface Attention {
  /** The page is hidden, or nobody has done anything in it for a minute. */
  isAway(): boolean;
  close(): void;
}

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focus'] as const;
/** ms. */
const awayAfter = 60_000;

/** `now` in ms. Outside of a page nobody is ever away. */
export const followAttention = (now: () => number): Attention => {
  if (typeof window === 'undefined' || typeof document === 'undefined')
    return { isAway: () => false, close: () => {} };
  let last = now();
  const seen = (): void => {
    last = now();
  };
  const listened = { capture: true, passive: true };
  for (const sign of signs) window.addEventListener(sign, seen, listened);
  return {
    isAway: () => document.visibilityState === 'hidden' || now() - last > awayAfter,
    close: () => {
      for (const sign of signs) window.removeEventListener(sign, seen, listened);
    },
  };
};
