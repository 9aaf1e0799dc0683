import { useSyncExternalStore } from 'react';

/**
 * Fingers need cards on whatever is narrow; with a mouse a narrow window may be a page that is
 * enlarged to twice its size, and a grid is still the better tool.
 */
const cards = () => matchMedia('(width < 600px), (width <= 720px) and (pointer: coarse)');

const subscribe = (listener: () => void) => {
  const query = cards();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** True where rows are shown as cards instead of a grid. */
export const useShowsCards = (): boolean => useSyncExternalStore(subscribe, () => cards().matches);
