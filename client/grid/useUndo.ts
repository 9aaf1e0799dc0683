import { type UndoSteps, useUndoSteps } from '../cells/useUndoSteps.ts';
import type { UndoPlace } from '../store/store.ts';
import { placesOf } from './places.ts';
import type { Place } from './selection.ts';
import type { Sheet } from './sheet.ts';
import type { SheetSelection } from './useGridSelection.ts';

/** Undo and redo in the grid: the selection goes to what they changed. */
export const useUndo = (
  sheet: Sheet,
  chosen: SheetSelection,
  show: (place: Place) => void,
): UndoSteps => {
  const { table, rows, columns } = sheet;

  /** True when the place is here, and selected now. */
  const goTo = ({ table: where, row, column }: UndoPlace): boolean => {
    if (where !== table.id) return false;
    const found = columns.findIndex(({ id }) => id === column);
    if (column !== null && found < 0 && !column.startsWith('$')) return false;
    const x = found < 0 ? (chosen.focus?.x ?? 0) : found;
    const number = row === null ? undefined : table.rowOf(row);
    const standing = number === undefined ? undefined : placesOf(rows).of(number);
    const y = row === null ? chosen.focus?.y : standing;
    if (y !== undefined) {
      chosen.goTo({ x, y });
      show({ x, y });
    } else if (sheet.inOwnOrder && number !== undefined && table.isListed(number))
      chosen.goToRow(number, x, 0);
    else return row === null;
    return true;
  };
  return useUndoSteps(table.id, goTo);
};
