import type { DataEditorRef } from '@glideapps/glide-data-grid';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { ColumnContext } from '../../shared/columns/index.ts';
import type { Column } from '../../shared/model/index.ts';
import type { TableRows } from '../store/store.ts';
import { type CellLooks, createCellLooks } from './cellLooks.ts';
import type { Places } from './places.ts';

/** More cells at once, as when a formula becomes another one, are quicker painted as a whole. */
const mostPainted = 2_000;

/** ms: so often at most is everything in view told to screen readers anew. */
const tellingPause = 250;

/**
 * How cells look, made anew where they change: only those are painted again. The library tells
 * screen readers of cells only when it is drawn as a whole: for that the result is another object
 * a moment after a change.
 */
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
  const [told, setTold] = useState({});
  const telling = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(
    () => () => {
      clearTimeout(telling.current ?? undefined);
      telling.current = null;
    },
    [],
  );

  useEffect(
    () =>
      table.subscribe(({ changes, all }) => {
        if (all || changes.length > mostPainted) {
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
        if (damaged.length === 0) return;
        canvas.current?.updateCells(damaged);
        telling.current ??= setTimeout(() => {
          telling.current = null;
          setTold({});
        }, tellingPause);
      }),
    [canvas, table, columns, places, looks],
  );
  return useMemo(() => ({ told, at: looks.at, forget: looks.forget }), [looks, told]);
};
