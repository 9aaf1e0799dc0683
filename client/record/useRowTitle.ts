import { useTranslation } from 'react-i18next';
import { newRow } from '../app/openedRow.ts';
import { useColumnContext } from '../store/useStore.ts';

/** What a row is called: its first column, and where that says nothing, that it has no title. */
export const useRowTitle = (table: string, row: string): string => {
  const { t } = useTranslation();
  const context = useColumnContext();
  if (row === newRow) return t('grid.row.add');
  return context.rowTitle(table, row)?.trim() || t('grid.row.untitled');
};
