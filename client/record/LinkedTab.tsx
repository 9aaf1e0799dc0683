import { useTranslation } from 'react-i18next';
import { showCell } from '../../shared/columns/index.ts';
import type { Column } from '../../shared/model/index.ts';
import { useOpenedRow } from '../app/openedRow.ts';
import { useLinkedRows } from '../store/useLinkedRows.ts';
import { useColumnContext, useColumns, useStore } from '../store/useStore.ts';
import { Button } from '../ui/Button.tsx';
import styles from './LinkedTab.module.css';
import type { Relative } from './relatives.ts';
import { usePages } from './usePages.ts';

interface LinkedTabProps {
  readonly row: string;
  readonly relative: Relative;
}

/** The rows of another table that link to this one, the newest first. */
export const LinkedTab = ({ row, relative: { table, link } }: LinkedTabProps) => {
  const { t } = useTranslation();
  const { openInner } = useOpenedRow();
  const store = useStore();
  const context = useColumnContext();
  const columns = useColumns(table.id);
  const { rows, ready } = useLinkedRows(link, row);
  const source = store.table(table.id);
  const [title, ...others] = columns.filter(({ id }) => id !== link.id);
  const show = (number: number, column: Column): string =>
    showCell(source.cell(number, column.id), column, context);
  const pages = usePages(rows.toSorted((a, b) => (source.rowId(a) < source.rowId(b) ? 1 : -1)));

  if (ready && rows.length === 0) return <p className={styles.none}>{t('record.linked.none')}</p>;
  return (
    <>
      <ul className={styles.list}>
        {pages.shown.map((number) => (
          <li key={number}>
            <button
              type="button"
              className={styles.row}
              onClick={() => openInner({ table: table.id, row: source.rowId(number) })}
            >
              <span className={styles.title}>
                {(title && show(number, title)) || t('grid.row.untitled')}
              </span>
              <span className={styles.line}>
                {others
                  .flatMap((column) => show(number, column) || [])
                  .slice(0, 3)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {pages.rest > 0 && (
        <Button look="quiet" className={styles.more} onClick={pages.more}>
          {t('record.followUps.more', { count: pages.rest })}
        </Button>
      )}
    </>
  );
};
