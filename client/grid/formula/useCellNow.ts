import { useEffect, useReducer } from 'react';
import { type CellValue, isComputed } from '../../../shared/model/index.ts';
import { useStore } from '../../store/useStore.ts';
import type { EditTarget } from '../useCellEditor.ts';

/** What a computed cell holds now: draws again when it is computed anew. Null for other cells. */
export const useCellNow = (target: EditTarget | null): CellValue => {
  const store = useStore();
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const column = target !== null && isComputed(target.column) ? target.column : null;
  const row = target?.row ?? null;
  const table = column?.table;
  const id = column?.id;

  useEffect(() => {
    if (table === undefined || row === null) return;
    const rows = store.table(table);
    return rows.subscribe(({ changes, all }) => {
      const number = rows.rowOf(row);
      const isIts = (change: (typeof changes)[number]) =>
        change.number === number && change.column === id;
      if (all || changes.some(isIts)) drawAgain();
    });
  }, [store, table, id, row]);

  if (column === null || row === null) return null;
  const rows = store.table(column.table);
  const number = rows.rowOf(row);
  return number === undefined ? null : rows.cell(number, column.id);
};
