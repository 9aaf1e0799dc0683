import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/language.ts';
import { dateLocale } from '../app/localDate.ts';
import { Button } from '../ui/Button.tsx';
import styles from './BinScreen.module.css';

/** A deleted row, in words. */
export interface BinRow {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** ms since 1970; null when it is not known. */
  readonly deletedAt: number | null;
  readonly mayRestore: boolean;
}

interface BinRowsProps {
  readonly rows: readonly BinRow[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onRestore: (id: string) => void;
}

const rowHeight = 56;

export const BinRows = ({ rows, selected, onSelect, onRestore }: BinRowsProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const list = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const when = new Intl.DateTimeFormat(dateLocale(language, navigator.languages), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const all = rows.filter(({ mayRestore }) => mayRestore);
  const isAll = all.length > 0 && all.every(({ id }) => selected.has(id));

  const choose = (id: string, isIn: boolean) => {
    const next = new Set(selected);
    if (isIn) next.add(id);
    else next.delete(id);
    onSelect(next);
  };

  return (
    <>
      {all.length > 1 && (
        <label className={styles.all}>
          <input
            type="checkbox"
            checked={isAll}
            onChange={() => onSelect(new Set(isAll ? [] : all.map(({ id }) => id)))}
          />
          {t('grid.bin.selectAll')}
        </label>
      )}
      <div ref={list} className={styles.list}>
        <ul style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const { id, title, about, deletedAt, mayRestore } = rows[index]!;
            const name = title || t('grid.row.untitled');
            return (
              <li key={id} className={styles.row} style={{ translate: `0 ${start}px` }}>
                <input
                  type="checkbox"
                  aria-label={t('grid.bin.select', { name })}
                  checked={selected.has(id)}
                  disabled={!mayRestore}
                  onChange={(event) => choose(id, event.target.checked)}
                />
                <div className={styles.what}>
                  <b>{name}</b>
                  <span>{about}</span>
                </div>
                {deletedAt !== null && (
                  <time className={styles.when} dateTime={new Date(deletedAt).toISOString()}>
                    {t('grid.bin.deletedAt', { when: when.format(deletedAt) })}
                  </time>
                )}
                {mayRestore && (
                  <Button onClick={() => onRestore(id)}>{t('grid.bin.restore')}</Button>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
};
