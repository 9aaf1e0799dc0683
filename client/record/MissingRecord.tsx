import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { recordElement, useOpenedRow } from '../app/openedRow.ts';
import { useStore } from '../store/useStore.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/State.tsx';
import styles from './MissingRecord.module.css';
import { useRowTitle } from './useRowTitle.ts';

interface MissingRecordProps {
  readonly table: string;
  readonly row: string;
  /** True while it is in the recycle bin. */
  readonly isDeleted: boolean;
}

/** In the record's place: why the row cannot be shown, and what to do. */
export const MissingRecord = ({ table, row, isDeleted }: MissingRecordProps) => {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const store = useStore();
  const { close } = useOpenedRow();
  const title = useRowTitle(table, row);
  const number = store.table(table).rowOf(row);
  // The field that had the keyboard may have gone with the row.
  useEffect(() => {
    if (document.activeElement === document.body) document.getElementById(recordElement)?.focus();
  }, []);
  if (!isDeleted)
    return (
      <EmptyState
        title={t('record.missing.unknown')}
        meaning={t('record.missing.unknownMeaning')}
        action={<Button onClick={close}>{t('record.missing.close')}</Button>}
      />
    );
  return (
    <EmptyState
      title={t('record.missing.deleted')}
      meaning={t('record.missing.deletedMeaning', { title })}
      action={
        <div className={styles.actions}>
          {number !== undefined && store.mayWriteRow(table, number) && (
            <Button
              look="go"
              onClick={() =>
                store.dispatch({ commands: [{ type: 'restoreRows', table, rows: [row] }] })
              }
            >
              {t('record.missing.restore')}
            </Button>
          )}
          <Button onClick={() => go(`/bin/${table}`)}>{t('record.missing.toBin')}</Button>
        </div>
      }
    />
  );
};
