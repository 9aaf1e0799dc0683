import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import { remember } from './remembered.ts';
import { addressOfBoard, placeKey, shapeKey } from './tableAddress.ts';

/** Remembers how the table that is shown is looked at, so that it opens so again. */
export const useRememberedShape = (table: string, isKnown: boolean): void => {
  const [path] = useLocation();
  const query = new URLSearchParams(useSearch());
  const by = query.get('by') ?? undefined;
  const pipeline = query.get('pipeline');
  const isBoard = path === addressOfBoard(table);
  useEffect(() => {
    if (!isKnown) return;
    remember(shapeKey(table), isBoard ? 'board' : 'grid');
    if (isBoard) remember(placeKey(table, 'board'), addressOfBoard(table, { by, pipeline }));
  }, [isKnown, table, isBoard, by, pipeline]);
};
