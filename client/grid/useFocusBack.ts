import { useEffect } from 'react';

/**
 * Gives the focus back to the grid when what was open over it has closed, unless something else
 * has taken it.
 */
export const useFocusBack = (isOpen: boolean, focusGrid: () => void): void => {
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) focusGrid();
      });
    };
  }, [isOpen, focusGrid]);
};
