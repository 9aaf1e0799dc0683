import { useTranslation } from 'react-i18next';
import { useStore } from '../store/useStore.ts';
import { toast } from '../ui/toast.ts';

/** Puts rows into the recycle bin, and says so (`told`) with a way to take it back. */
export const useDeleteRows = (): ((
  table: string,
  rows: readonly string[],
  told: string,
) => void) => {
  const { t } = useTranslation();
  const store = useStore();
  return (table, rows, told) => {
    if (rows.length === 0) return;
    store.dispatch({ commands: [{ type: 'deleteRows', table, rows, at: Date.now() }] });
    toast(told, {
      text: t('grid.undo'),
      onPress: () => store.dispatch({ commands: [{ type: 'restoreRows', table, rows }] }),
    });
  };
};
