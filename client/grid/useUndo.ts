import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { nameIn } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import type { UndoPlace, UndoResult } from '../store/store.ts';
import { toast } from '../ui/toast.ts';
import { placesOf } from './places.ts';
import type { Place } from './selection.ts';
import type { Sheet } from './sheet.ts';
import type { SheetSelection } from './useGridSelection.ts';

/**
 * Undo and redo in the grid. The selection goes to what they changed; what cannot be seen here is
 * told, with the way there.
 */
export const useUndo = (sheet: Sheet, chosen: SheetSelection, show: (place: Place) => void) => {
  const { store, table, rows, columns } = sheet;
  const { t } = useTranslation();
  const language = useLanguage();
  const [, go] = useLocation();

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

  const tell = (
    result: UndoResult | null,
    nothing: 'grid.nothingToUndo' | 'grid.nothingToRedo',
    done: 'grid.undone' | 'grid.redone',
  ) => {
    if (result === null) {
      toast(t(nothing));
      return;
    }
    const { at, misses } = result;
    if (misses.length > 0) toast(t('grid.undoMissed', { count: misses.length }));
    if (at === null || result.done === 0 || goTo(at)) return;
    const name = store.workspace.table(at.table)?.name ?? '';
    toast(
      t(done, { table: nameIn(name, language), count: result.done }),
      at.table === table.id
        ? undefined
        : { text: t('grid.goThere'), onPress: () => go(`/t/${at.table}`) },
    );
  };

  return {
    undo: () => tell(store.undo(), 'grid.nothingToUndo', 'grid.undone'),
    redo: () => tell(store.redo(), 'grid.nothingToRedo', 'grid.redone'),
  };
};
