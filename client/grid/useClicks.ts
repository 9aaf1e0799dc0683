import { useMemo } from 'react';
import type { Place } from './selection.ts';

/** ms between two clicks that are one double click. */
const doubleClick = 500;

/**
 * Tells double clicks. The library counts every press in the window, so that a click elsewhere and
 * one on the selected cell would be one too.
 */
export const useClicks = () =>
  useMemo(() => {
    let last: { readonly place: Place; readonly at: number } | null = null;
    let isDouble = false;
    return {
      take: (place: Place) => {
        const at = performance.now();
        isDouble =
          last !== null &&
          at - last.at < doubleClick &&
          last.place.x === place.x &&
          last.place.y === place.y;
        last = { place, at };
      },
      isDouble: () => isDouble,
    };
  }, []);
