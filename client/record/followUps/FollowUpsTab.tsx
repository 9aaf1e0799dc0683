import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowAddress } from '../../app/openedRow.ts';
import { useLinkedRows } from '../../store/useLinkedRows.ts';
import { useColumnContext, useStore } from '../../store/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { contactOf } from '../keyFigures.ts';
import { eachOnce, usePeersAt, usePeersIn, writesFollowUp } from '../presence.ts';
import type { Relative } from '../relatives.ts';
import { usePages } from '../usePages.ts';
import { FollowUpEntry } from './FollowUpEntry.tsx';
import styles from './FollowUpsTab.module.css';
import { QuickAdd } from './QuickAdd.tsx';
import { newestFirst } from './timeline.ts';

interface FollowUpsTabProps {
  readonly customer: RowAddress;
  readonly relative: Relative;
  readonly mayWrite: boolean;
}

/** Everything that was said to a customer, the newest first, and a place to write what was said now. */
export const FollowUpsTab = ({ customer, relative, mayWrite }: FollowUpsTabProps) => {
  const { t } = useTranslation();
  const store = useStore();
  const { today } = useColumnContext();
  const { link } = relative;
  const rows = store.table(link.table);
  const list = useLinkedRows(link, customer.row);
  const { rows: linked, ready } = list;
  const { table, row } = customer;
  const steady = useMemo(() => ({ table, row }), [table, row]);
  const peers = usePeersIn(table, row);
  const inEntries = usePeersAt(link.table);
  const writers = eachOnce(peers.filter(({ column }) => column === writesFollowUp));
  const { entries, next } = useMemo(
    () => ({
      entries: newestFirst(linked, rows),
      next: contactOf(linked, rows.cell, today).next,
    }),
    [linked, rows, today],
  );
  const pages = usePages(entries);

  return (
    <>
      {mayWrite && <QuickAdd key={customer.row} customer={customer} link={link} />}
      <p className={styles.writers} role="status">
        {writers.map(({ name }) => t('record.followUps.writing', { name })).join(' · ')}
      </p>
      {ready && entries.length === 0 && (
        <div className={styles.none}>
          <p>{t('record.followUps.none')}</p>
          <p>{t(mayWrite ? 'record.followUps.noneMeaning' : 'record.followUps.noneReadOnly')}</p>
        </div>
      )}
      <ol className={styles.list} aria-label={t('record.followUps.list')}>
        {pages.shown.map((number, index) => (
          <FollowUpEntry
            key={rows.rowId(number)}
            customer={steady}
            link={link}
            number={number}
            isNow={index === 0 || next?.row === number}
            peer={inEntries.get(rows.rowId(number))}
            stamp={list}
          />
        ))}
      </ol>
      {pages.rest > 0 && (
        <Button look="quiet" className={styles.more} onClick={pages.more}>
          {t('record.followUps.more', { count: pages.rest })}
        </Button>
      )}
    </>
  );
};
