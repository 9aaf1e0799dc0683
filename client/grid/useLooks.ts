import type { DataEditorRef } from '@glideapps/glide-data-grid';
import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { ColumnContext } from '../../shared/columns/index.ts';
import type { Column } from '../../shared/model/index.ts';
import type { TableRows } from '../store/store.ts';
import { type CellLooks, createCellLooks } from './cellLooks.ts';
import type { Places } from './places.ts';

/** How cells look, made anew where they change: only those are painted again. */
export const useLooks = (
  canvas: RefObject<DataEditorRef | null>,
  table: TableRows,
  columns: readonly Column[],
  places: Places,
  context: ColumnContext,
): CellLooks => {
  const [epoch, setEpoch] = useState({});
  const looks = useMemo(
    () => ({ epoch, cells: createCellLooks(table, context) }),
    [table, context, epoch],
  ).cells;

  useEffect(
    () =>
      table.subscribe(({ changes, all }) => {
        if (all) {
          setEpoch({});
          return;
        }
        const damaged: { cell: [number, number] }[] = [];
        for (const { number, column } of changes) {
          looks.forget(number, column);
          const y = places.of(number);
          const x = columns.findIndex(({ id }) => id === column);
          if (y !== undefined && x >= 0) damaged.push({ cell: [x, y] });
        }
        if (damaged.length > 0) canvas.current?.updateCells(damaged);
      }),
    [canvas, table, columns, places, looks],
  );
  return looks;
};
