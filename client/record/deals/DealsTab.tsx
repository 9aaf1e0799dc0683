import { useTranslation } from 'react-i18next';
import { showCell } from '../../../shared/columns/index.ts';
import { useOpenedRow } from '../../app/openedRow.ts';
import { useLinkedRows } from '../../store/useLinkedRows.ts';
import { useColumnContext, useColumns, useStore } from '../../store/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { type Relative, stageColumnOf } from '../relatives.ts';
import { usePages } from '../usePages.ts';
import styles from './DealsTab.module.css';
import { NewDeal } from './NewDeal.tsx';
import { openFirst } from './openFirst.ts';

interface DealsTabProps {
  /** Id of the customer's row. */
  readonly customer: string;
  readonly relative: Relative;
  readonly mayWrite: boolean;
}

/** What a customer may buy, or has: open deals first, by the day they are expected. */
export const DealsTab = ({ customer, relative: { link }, mayWrite }: DealsTabProps) => {
  const { t } = useTranslation();
  const { openInner } = useOpenedRow();
  const store = useStore();
  const context = useColumnContext();
  const columns = useColumns(link.table);
  const rows = store.table(link.table);
  const { rows: linked, ready } = useLinkedRows(link, customer);
  const stage = stageColumnOf(store.workspace, link.table);
  const stageOf = (number: number) => {
    const id = stage === undefined ? null : rows.cell(number, stage.id);
    return stage === undefined || typeof id !== 'string'
      ? undefined
      : store.workspace.option(link.table, stage.id, id);
  };
  const show = (number: number, id: string | undefined): string => {
    const column = columns.find((known) => known.id === id);
    return column === undefined ? '' : showCell(rows.cell(number, column.id), column, context);
  };
  const deals = openFirst(linked, rows, (number) => (stageOf(number)?.outcome ?? null) !== null);
  const pages = usePages(deals);

  return (
    <>
      {mayWrite && <NewDeal key={customer} customer={customer} link={link} stage={stage} />}
      {ready && deals.length === 0 && (
        <div className={styles.none}>
          <p>{t('record.deals.none')}</p>
          <p>{t(mayWrite ? 'record.deals.noneMeaning' : 'record.deals.noneReadOnly')}</p>
        </div>
      )}
      <ul className={styles.list} aria-label={t('record.deals.list')}>
        {pages.shown.map((number) => {
          const at = stageOf(number);
          return (
            <li key={rows.rowId(number)}>
              <button
                type="button"
                className={`${styles.deal} ${at?.outcome ? styles.ended : ''}`}
                onClick={() => openInner({ table: link.table, row: rows.rowId(number) })}
              >
                <span className={styles.name}>
                  {show(number, columns[0]?.id) || t('grid.row.untitled')}
                </span>
                <span className={styles.amount}>{show(number, 'amount')}</span>
                <span className={styles.stage} data-color={at?.color ?? undefined}>
                  {show(number, stage?.id)}
                </span>
                <span className={styles.date}>{show(number, 'expectedDate')}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {pages.rest > 0 && (
        <Button look="quiet" className={styles.more} onClick={pages.more}>
          {t('record.deals.more', { count: pages.rest })}
        </Button>
      )}
    </>
  );
};
