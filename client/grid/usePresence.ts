import type { DataEditorProps } from '@glideapps/glide-data-grid';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Column } from '../../shared/model/index.ts';
import type { CellPlace, PeerCell, TableRows } from '../store/store.ts';
import { useStore } from '../store/useStore.ts';
import { translucent } from './palette.ts';
import type { Places } from './places.ts';
import type { Place } from './selection.ts';

/** Somebody else, at a cell that is shown here. */
export interface Peer extends Place {
  readonly cell: PeerCell;
}

/** Where the others are in this table, among what is shown. */
export const usePeers = (
  table: TableRows,
  columns: readonly Column[],
  places: Places,
): readonly Peer[] => {
  const store = useStore();
  const cells = useSyncExternalStore(store.subscribe, () => store.presence(table.id));
  return useMemo(
    () =>
      cells.flatMap((cell) => {
        const row = table.rowOf(cell.row);
        const y = row === undefined ? undefined : places.of(row);
        const x = columns.findIndex(({ id }) => id === cell.column);
        return y === undefined || x < 0 ? [] : [{ x, y, cell }];
      }),
    [cells, table, columns, places],
  );
};

/** Their cells as the canvas outlines them. */
export const peerRegions = (
  peers: readonly Peer[],
): NonNullable<DataEditorProps['highlightRegions']> =>
  peers.map(({ x, y, cell }) => ({
    color: translucent(cell.color, 0.12),
    range: { x, y, width: 1, height: 1 },
    style: 'solid',
  }));

/** Tells the others where this person is, and that they have left when the grid goes. */
export const useOwnPresence = (place: CellPlace | null, typing: boolean): void => {
  const store = useStore();
  const { table, row, column } = place ?? {};
  useEffect(() => {
    store.setPresence(
      table === undefined || row === undefined || column === undefined
        ? null
        : { table, row, column },
      typing,
    );
  }, [store, table, row, column, typing]);
  useEffect(() => () => store.setPresence(null, false), [store]);
};
