import { useTranslation } from 'react-i18next';
import { newRow, type RowAddress, useOpenedRow } from '../app/openedRow.ts';
import { useIsNarrow } from '../app/useIsNarrow.ts';
import { useDeleteRows } from '../cells/useDeleteRows.ts';
import { useStore } from '../store/useStore.ts';
import { IconButton } from '../ui/Button.tsx';
import { copyText } from '../ui/copyText.ts';
import { BinIcon, ChevronIcon, CloseIcon, CopyIcon, MoreIcon, PreviousIcon } from '../ui/icons.tsx';
import { Menu } from '../ui/Menu.tsx';
import { toast } from '../ui/toast.ts';
import styles from './RecordBar.module.css';
import { useRowTitle } from './useRowTitle.ts';

interface RecordBarProps {
  readonly shown: RowAddress;
  readonly place: { readonly place: number; readonly count: number } | null;
  mayGo(by: -1 | 1): boolean;
  onStep(by: -1 | 1): void;
  onClose(): void;
  /** The row from within which this one was opened; null where it was opened by itself. */
  readonly outer: RowAddress | null;
  onLeaveInner(): void;
}

/** Above the record: to the next one, its link, and the way out. */
export const RecordBar = (props: RecordBarProps) => {
  const { shown, place, mayGo, onStep, onClose, outer, onLeaveInner } = props;
  const { t, i18n } = useTranslation();
  const isNarrow = useIsNarrow();
  const number = new Intl.NumberFormat(i18n.language);

  const copy = async () => {
    const link = new URL(`/t/${shown.table}?row=${shown.row}`, window.location.href);
    toast(t((await copyText(link.href)) ? 'record.linkCopied' : 'record.linkByHand'));
  };

  return (
    <header className={styles.bar}>
      {isNarrow && outer === null && (
        <IconButton label={t('grid.card.back')} onClick={onClose}>
          <PreviousIcon />
        </IconButton>
      )}
      {outer !== null && <WayBack outer={outer} onBack={onLeaveInner} />}
      {place !== null && (
        <>
          <IconButton
            label={t('record.previous')}
            className={styles.up}
            aria-disabled={!mayGo(-1)}
            onClick={() => onStep(-1)}
          >
            <ChevronIcon />
          </IconButton>
          <IconButton label={t('record.next')} aria-disabled={!mayGo(1)} onClick={() => onStep(1)}>
            <ChevronIcon />
          </IconButton>
          <span className={styles.place}>
            <span aria-hidden="true">
              {t('record.place', {
                place: number.format(place.place + 1),
                total: number.format(place.count),
              })}
            </span>
            <span className="unseen" aria-live="polite">
              {t('record.placeMeaning', { place: place.place + 1, total: place.count })}
            </span>
          </span>
        </>
      )}
      <span className={styles.space} />
      {shown.row !== newRow && (
        <>
          <IconButton label={t('record.copyLink')} onClick={() => void copy()}>
            <CopyIcon />
          </IconButton>
          <MoreMenu shown={shown} />
        </>
      )}
      {!isNarrow && (
        <IconButton label={t('shell.close')} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      )}
    </header>
  );
};

interface WayBackProps {
  readonly outer: RowAddress;
  readonly onBack: () => void;
}

const WayBack = ({ outer, onBack }: WayBackProps) => {
  const { t } = useTranslation();
  const title = useRowTitle(outer.table, outer.row);
  return (
    <button
      type="button"
      className={styles.back}
      aria-label={t('record.backTo', { title })}
      onClick={onBack}
    >
      <PreviousIcon />
      <span>{title}</span>
    </button>
  );
};

/** What is seldom done with a row. */
const MoreMenu = ({ shown: { table, row } }: { readonly shown: RowAddress }) => {
  const { t } = useTranslation();
  const store = useStore();
  const deleteRows = useDeleteRows();
  const opened = useOpenedRow();
  const number = store.table(table).rowOf(row);
  if (
    number === undefined ||
    !store.mayWriteRow(table, number) ||
    !store.table(table).isListed(number)
  )
    return null;

  const remove = () => {
    deleteRows(table, [row], t('grid.row.deleted', { count: 1 }));
    if (opened.inner === null) opened.close();
    else opened.leaveInner();
  };
  return (
    <Menu
      label={t('record.more')}
      groups={[
        {
          items: [
            { text: t('grid.card.delete'), icon: <BinIcon />, danger: true, onSelect: remove },
          ],
        },
      ]}
    >
      {(trigger) => (
        <IconButton {...trigger} label={t('record.more')}>
          <MoreIcon />
        </IconButton>
      )}
    </Menu>
  );
};
