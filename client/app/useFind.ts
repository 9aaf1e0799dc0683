import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { useRequestFind } from './find.ts';
import { recall } from './remembered.ts';
import { homeTable } from './session.ts';
import { addressOfGrid, isTableAddress } from './tableAddress.ts';
import { useSession } from './useSession.ts';

/** Finds in the screen that is shown, or in a table's grid when this one has nothing to search. */
export const useFind = (): (() => void) => {
  const request = useRequestFind();
  const tables = useSession((snapshot) => snapshot.tables);
  const [here, go] = useLocation();
  return useCallback(() => {
    if (request()) return;
    const shown = tables.find(({ id }) => isTableAddress(here, id));
    const table = shown ?? homeTable(tables, recall('table'));
    go(table === undefined ? '/' : addressOfGrid(table.id));
  }, [request, tables, here, go]);
};
