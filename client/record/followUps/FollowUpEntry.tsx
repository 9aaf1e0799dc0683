import { type CSSProperties, memo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../shared/columns/dateText.ts';
import { showCell } from '../../../shared/columns/index.ts';
import type { Column } from '../../../shared/model/index.ts';
import { type RowAddress, useOpenedRow } from '../../app/openedRow.ts';
import { CellField } from '../../cells/CellField.tsx';
import { useCandidateSource } from '../../cells/useCandidateSource.ts';
import { useDeleteRows } from '../../cells/useDeleteRows.ts';
import type { PeerCell } from '../../store/store.ts';
import { useColumnContext, useColumns, useStore } from '../../store/useStore.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { BinIcon } from '../../ui/icons.tsx';
import { shortDate } from '../relativeDay.ts';
import { useRowCells } from '../useRowCells.ts';
import styles from './FollowUpEntry.module.css';

interface FollowUpEntryProps {
  readonly customer: RowAddress;
  readonly link: Column;
  /** Of the row, in its table. */
  readonly number: number;
  /** The newest, or what is due: where one looks first. */
  readonly isNow: boolean;
  /** Somebody else in this entry. */
  readonly peer: PeerCell | undefined;
  /** Another one whenever a follow-up of this customer changed: then it is drawn again. */
  readonly stamp: object;
}

/** One conversation: read in two lines, opened to edit every part of it in place. */
export const FollowUpEntry = memo(({ customer, link, number, isNow, peer }: FollowUpEntryProps) => {
  const { t } = useTranslation();
  const store = useStore();
  const context = useColumnContext();
  const columns = useColumns(link.table);
  const rows = store.table(link.table);
  const row = rows.rowId(number);
  const [isOpen, setOpen] = useState(false);
  const item = useRef<HTMLLIElement>(null);
  const show = (id: string): string => {
    const column = columns.find((known) => known.id === id);
    return column === undefined ? '' : showCell(rows.cell(number, id), column, context);
  };
  const date = rows.cell(number, 'date');
  const when = isIsoDate(date) ? shortDate(date, context) : show('date');
  const step = show('nextStep');
  const nextDate = rows.cell(number, 'nextDate');
  const stepDate = isIsoDate(nextDate) ? shortDate(nextDate, context) : show('nextDate');
  const next = [step, stepDate].filter(Boolean).join(' · ');
  const line = [
    show('channel'),
    show('by'),
    when,
    next === '' ? '' : t('record.followUps.next', { step: next }),
  ];
  const more = [show('feedback'), show('keyInformation')].filter(Boolean);

  return (
    <li
      ref={item}
      className={`${styles.entry} ${isNow ? styles.now : ''} ${peer ? styles.taken : ''}`}
      style={peer && ({ '--peer': peer.color } as CSSProperties)}
    >
      {isOpen ? (
        <EntryForm
          customer={customer}
          row={row}
          columns={columns.filter(({ id }) => id !== link.id)}
          onDone={() => {
            setOpen(false);
            requestAnimationFrame(() => item.current?.querySelector('button')?.focus());
          }}
        />
      ) : (
        <button
          type="button"
          className={styles.closed}
          aria-expanded={false}
          title={t('record.followUps.edit')}
          onClick={() => {
            setOpen(true);
            requestAnimationFrame(() =>
              item.current?.querySelector<HTMLElement>('[data-field]')?.focus(),
            );
          }}
        >
          <span className={styles.what}>{show('summary') || t('record.followUps.untold')}</span>
          {more.map((text) => (
            <span key={text} className={styles.more}>
              {text}
            </span>
          ))}
          <span className={styles.line}>{line.filter(Boolean).join(' · ')}</span>
          {peer && (
            <span className={styles.peer}>
              {peer.typing ? t('grid.peer.typing', { name: peer.name }) : peer.name}
            </span>
          )}
        </button>
      )}
    </li>
  );
});

interface EntryFormProps {
  readonly customer: RowAddress;
  readonly row: string;
  readonly columns: readonly Column[];
  readonly onDone: () => void;
}

const EntryForm = ({ customer, row, columns, onDone }: EntryFormProps) => {
  const { t } = useTranslation();
  const store = useStore();
  const deleteRows = useDeleteRows();
  const context = useColumnContext();
  const source = useCandidateSource({ store, context });
  const { openInner } = useOpenedRow();
  const table = columns[0]?.table ?? '';
  const number = store.table(table).rowOf(row);
  const cellOf = useRowCells({
    table,
    row,
    place: customer,
    openRow: (linked, id) => openInner({ table: linked, row: id }),
  });

  const remove = () => deleteRows(table, [row], t('record.followUps.deleted'));
  return (
    <div className={styles.open}>
      {columns.map((column) => (
        <CellField key={column.id} cell={cellOf(column)} source={source} />
      ))}
      <div className={styles.foot}>
        <Button onClick={onDone}>{t('record.followUps.done')}</Button>
        {number !== undefined && store.mayWriteRow(table, number) && (
          <IconButton label={t('record.followUps.delete')} onClick={remove}>
            <BinIcon />
          </IconButton>
        )}
      </div>
    </div>
  );
};
