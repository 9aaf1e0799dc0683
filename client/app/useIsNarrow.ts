import { useSyncExternalStore } from 'react';

const narrow = () => matchMedia('(max-width: 720px)');

const subscribe = (listener: () => void) => {
  const query = narrow();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** True on a phone: one column, bottom bar. The same width as in the style sheets. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow().matches);
