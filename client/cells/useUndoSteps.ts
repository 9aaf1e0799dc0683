import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { nameIn } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import type { UndoPlace, UndoResult } from '../store/store.ts';
import { useStore } from '../store/useStore.ts';
import { endSaid, toast } from '../ui/toast.ts';

export interface UndoSteps {
  undo(): void;
  redo(): void;
}

/**
 * Undo and redo on a screen that shows one table. `goTo` leads to what they changed; it answers
 * false for what cannot be seen here, which is told then, with the way there.
 */
export const useUndoSteps = (table: string, goTo: (place: UndoPlace) => boolean): UndoSteps => {
  const { t } = useTranslation();
  const language = useLanguage();
  const store = useStore();
  const [, go] = useLocation();

  const tell = (
    result: UndoResult | null,
    nothing: 'grid.nothingToUndo' | 'grid.nothingToRedo',
    done: 'grid.undone' | 'grid.redone',
  ) => {
    if (result === null) {
      toast(t(nothing));
      return;
    }
    endSaid();
    const { at, misses } = result;
    if (misses.length > 0) toast(t('grid.undoMissed', { count: misses.length }));
    if (at === null || result.done === 0 || goTo(at)) return;
    const name = store.workspace.table(at.table)?.name ?? '';
    toast(
      t(done, { table: nameIn(name, language), count: result.done }),
      at.table === table
        ? undefined
        : { text: t('grid.goThere'), onPress: () => go(`/t/${at.table}`) },
    );
  };

  return {
    undo: () => tell(store.undo(), 'grid.nothingToUndo', 'grid.undone'),
    redo: () => tell(store.redo(), 'grid.nothingToRedo', 'grid.redone'),
  };
};
