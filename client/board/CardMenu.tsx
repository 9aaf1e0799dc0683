import { useTranslation } from 'react-i18next';
import { useDeleteRows } from '../cells/useDeleteRows.ts';
import type { TableRows } from '../store/store.ts';
import { useStore } from '../store/useStore.ts';
import { BinIcon } from '../ui/icons.tsx';
import { type Bounds, MenuAt } from '../ui/MenuAt.tsx';
import { placeOf } from './drag.ts';
import type { ShownLane } from './shownLane.ts';

interface CardMenuProps {
  readonly table: TableRows;
  readonly row: number;
  readonly title: string;
  readonly bounds: Bounds;
  readonly lanes: readonly ShownLane[];
  readonly onOpen: () => void;
  /** Puts the card into a lane, in front of another row; null: at its end. */
  readonly onMove: (to: string, before: number | null) => void;
  readonly onClosed: () => void;
}

/** What can be done with a card, without dragging it. */
export const CardMenu = (props: CardMenuProps) => {
  const { table, row, title, bounds, lanes, onOpen, onMove, onClosed } = props;
  const { t } = useTranslation();
  const store = useStore();
  const deleteRows = useDeleteRows();
  const place = placeOf(lanes, row);
  const lane = lanes.find(({ id }) => id === place?.lane);
  const last = (lane?.rows.length ?? 0) - 1;

  const remove = () => deleteRows(table.id, [table.rowId(row)], t('board.card.deleted', { title }));
  const open = { items: [{ id: 'open', text: t('board.card.open'), onSelect: onOpen }] };
  const within = [
    {
      id: 'top',
      text: t('board.card.toTop'),
      isNeeded: place !== null && place.index > 0,
      onSelect: () => lane && onMove(lane.id, lane.rows[0] ?? null),
    },
    {
      id: 'bottom',
      text: t('board.card.toBottom'),
      isNeeded: place !== null && place.index < last,
      onSelect: () => lane && onMove(lane.id, null),
    },
  ].filter(({ isNeeded }) => isNeeded);
  const across = lanes.map(({ id, name, rows }) => ({
    id: `lane/${id}`,
    text: name,
    chosen: id === lane?.id,
    onSelect: () => {
      if (id !== lane?.id) onMove(id, rows[0] ?? null);
    },
  }));
  const destroy = {
    items: [
      {
        id: 'delete',
        text: t('board.card.delete'),
        icon: <BinIcon />,
        danger: true,
        onSelect: remove,
      },
    ],
  };
  const mayWrite = store.mayWriteRow(table.id, row);
  return (
    <MenuAt
      label={t('board.card.menu', { title })}
      bounds={bounds}
      onClosed={onClosed}
      groups={
        mayWrite
          ? [
              open,
              { title: t('board.card.moveTo'), items: across },
              ...(within.length > 0 ? [{ items: within }] : []),
              destroy,
            ]
          : [open]
      }
    />
  );
};
