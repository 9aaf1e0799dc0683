import { useTranslation } from 'react-i18next';
import { BinIcon, NextIcon, PlusIcon } from '../ui/icons.tsx';
import { MenuAt } from '../ui/MenuAt.tsx';
import type { CellBounds } from './CellEditor.tsx';
import { type CellAct, cellActs } from './cellActs.ts';

interface RowMenuProps {
  readonly bounds: CellBounds;
  /** How many rows are selected. */
  readonly count: number;
  readonly mayWrite: boolean;
  /** False on the row under the last one. */
  readonly isRow: boolean;
  readonly onOpen: () => void;
  readonly onCells: (act: CellAct) => void;
  readonly onInsert: (below: boolean) => void;
  readonly onDelete: () => void;
  /** Goes on to the menu of the cell's column: so the keyboard reaches that too. */
  readonly onColumn: () => void;
  readonly onClosed: () => void;
}

/** What can be done with cells and rows. */
export const RowMenu = (props: RowMenuProps) => {
  const {
    bounds,
    count,
    mayWrite,
    isRow,
    onOpen,
    onCells,
    onInsert,
    onDelete,
    onColumn,
    onClosed,
  } = props;
  const { t } = useTranslation();
  const acts = cellActs.filter((act) => (isRow || act === 'paste') && (mayWrite || act === 'copy'));
  const cells = acts.map((act) => ({ text: t(`grid.cells.${act}`), onSelect: () => onCells(act) }));
  const opening = [{ text: t('record.open'), icon: <NextIcon />, onSelect: onOpen }];
  const rows = [
    {
      text: t('grid.row.insertAbove'),
      icon: <PlusIcon />,
      onSelect: () => onInsert(false),
    },
    {
      text: t('grid.row.insertBelow'),
      icon: <PlusIcon />,
      onSelect: () => onInsert(true),
    },
    {
      text: t('grid.row.delete', { count }),
      icon: <BinIcon />,
      danger: true,
      onSelect: onDelete,
    },
  ];
  return (
    <MenuAt
      label={t('grid.row.menu')}
      bounds={bounds}
      onClosed={onClosed}
      groups={[
        ...(isRow ? [{ items: opening }] : []),
        ...(cells.length > 0 ? [{ items: cells }] : []),
        ...(mayWrite && isRow ? [{ items: rows }] : []),
        { items: [{ text: t('grid.row.column'), onSelect: onColumn }] },
      ]}
    />
  );
};
