import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { useRequestFind } from './find.ts';

/** Finds in the screen that is shown, or in a table when this one has nothing to search. */
export const useFind = (): (() => void) => {
  const request = useRequestFind();
  const [, go] = useLocation();
  return useCallback(() => {
    if (!request()) go('/');
  }, [request, go]);
};
