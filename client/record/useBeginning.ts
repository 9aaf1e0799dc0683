import { useEffect, useRef } from 'react';
import { titleField } from './RecordHead.tsx';

/**
 * A row that is not made yet begins with its title. Left as it is, the keyboard goes back to where
 * the row was begun: there is no row to which it could go.
 */
export const useBeginning = (isNew: boolean): void => {
  const still = useRef(isNew);
  still.current = isNew;
  useEffect(() => {
    if (!still.current) return;
    const opener = document.activeElement;
    document.getElementById(titleField)?.focus();
    return () => {
      if (!still.current || !(opener instanceof HTMLElement)) return;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) opener.focus();
      });
    };
  }, []);
};
