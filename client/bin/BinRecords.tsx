import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn, type SetRecord } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { useSession } from '../app/useSession.ts';
import { useStore } from '../store/useStore.ts';
import { Button } from '../ui/Button.tsx';
import { toast } from '../ui/toast.ts';
import styles from './BinScreen.module.css';

/** Deleted tables, and deleted columns of one table. Shows nothing when there are none. */
export const BinRecords = ({ table }: { readonly table: string }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const store = useStore();
  const { workspace } = store;
  const mayRestore = useSession((snapshot) => snapshot.mayEditTables);
  const tables = useSyncExternalStore(workspace.observe, workspace.binnedTables);
  const columns = useSyncExternalStore(workspace.observe, () => workspace.binnedColumns(table));
  const records = [
    ...tables.map((record) => ({ ...record, collection: 'tables' as const, path: record.id })),
    ...columns.map((record) => ({
      ...record,
      collection: 'columns' as const,
      path: `${table}/${record.id}`,
    })),
  ];

  const restore = ({ collection, path, deletedAt, name }: (typeof records)[number]) => {
    const put = (at: number | null): SetRecord => ({
      type: 'setRecord',
      collection,
      id: path,
      properties: { deletedAt: at },
    });
    store.dispatch({ records: [put(null)], commands: [] });
    toast(t('grid.bin.recordRestored', { name: nameIn(name, language) }), {
      text: t('grid.undo'),
      onPress: () => store.dispatch({ records: [put(deletedAt)], commands: [] }),
    });
  };

  if (records.length === 0) return null;
  return (
    <ul className={styles.records} aria-label={t('grid.bin.records')}>
      {records.map((record) => (
        <li key={`${record.collection}/${record.path}`}>
          <div className={styles.what}>
            <b>{nameIn(record.name, language)}</b>
            <span>{t(`grid.bin.kinds.${record.collection}`)}</span>
          </div>
          {mayRestore && <Button onClick={() => restore(record)}>{t('grid.bin.restore')}</Button>}
        </li>
      ))}
    </ul>
  );
};
