import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/language.ts';
import { dateLocale } from '../app/localDate.ts';
import type { Store } from '../store/store.ts';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/copyText.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { toast } from '../ui/toast.ts';
import styles from './SettleDialog.module.css';
import { noteTitle, settleLines, settleTsv } from './settleText.ts';

type ToSettle = ReturnType<Store['toSettle']>[number];

interface SettleDialogProps {
  readonly store: Store;
  readonly items: readonly ToSettle[];
  readonly onClose: () => void;
}

/** What was not taken, with its text, to copy or to let go. */
export const SettleDialog = ({ store, items, onClose }: SettleDialogProps) => {
  const { t } = useTranslation();
  const close = (id: string) => {
    store.dismiss(id);
    if (items.length === 1) onClose();
  };
  return (
    <Dialog title={t('settle.title')} onClose={onClose}>
      <p className={styles.meaning}>{t('settle.meaning')}</p>
      <ul>
        {items.map((item) => (
          <SettleItem key={item.id} store={store} item={item} onDismiss={() => close(item.id)} />
        ))}
      </ul>
    </Dialog>
  );
};

interface SettleItemProps {
  readonly store: Store;
  readonly item: ToSettle;
  readonly onDismiss: () => void;
}

const shownAtMost = 8;

const SettleItem = ({ store, item, onDismiss }: SettleItemProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const lines = settleLines(store, item.writes);
  const at = new Intl.DateTimeFormat(dateLocale(language, navigator.languages), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const more = lines.length - shownAtMost;

  const words = item.note?.text ?? '';
  const copy = async () => {
    const copied = await copyText(item.note === null ? settleTsv(lines) : words);
    toast(t(copied ? 'shell.copied' : 'settle.copyFailed'));
  };

  return (
    <li className={styles.item}>
      <p className={styles.why}>
        {t(`settle.${item.outcome}`)} {item.reason !== null && t(`problem.${item.reason}`)}{' '}
        <time className={styles.at}>{at.format(item.at)}</time>
      </p>
      <dl className={styles.lines}>
        {lines.slice(0, shownAtMost).map(({ table, row, column, text }, place) => (
          <div key={`${item.writes[place]?.row}/${item.writes[place]?.column}`}>
            <dt>
              {table} · {row ?? t('settle.unknownRow')} · {column}
            </dt>
            <dd>{text === '' ? t('settle.cleared') : text}</dd>
          </div>
        ))}
      </dl>
      {item.note !== null && (
        <>
          <p className={styles.at}>
            {t('settle.note', { row: noteTitle(store, item.document) ?? t('settle.unknownRow') })}
          </p>
          <p className={styles.words}>{words === '' ? t('settle.noWords') : words}</p>
        </>
      )}
      {lines.length === 0 && item.note === null && (
        <p>{t('settle.noCells', { count: item.commands.length })}</p>
      )}
      {more > 0 && <p className={styles.at}>{t('settle.more', { count: more })}</p>}
      <div className={styles.buttons}>
        {(lines.length > 0 || words !== '') && <Button onClick={copy}>{t('shell.copy')}</Button>}
        <Button onClick={onDismiss}>{t('settle.dismiss')}</Button>
      </div>
    </li>
  );
};
