import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NextIcon } from '../ui/icons.tsx';
import type { CellBounds } from './CellEditor.tsx';
import styles from './RowOpener.module.css';

export interface RowOpenerHandle {
  /** The shown row under the pointer; null for none. */
  at(place: number | null): void;
}

interface RowOpenerProps {
  readonly ref: Ref<RowOpenerHandle>;
  boundsOf(x: number, y: number): CellBounds | null;
  onOpen(place: number): void;
}

/**
 * At the right of a row's first cell while the pointer is in the row: opens its record. The keyboard
 * has Space and the menu for it.
 */
export const RowOpener = ({ ref, boundsOf, onOpen }: RowOpenerProps) => {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<number | null>(null);
  useImperativeHandle(ref, () => ({
    at: (next) => {
      // The pointer left the canvas for the button itself.
      if (next === null && button.current?.matches(':hover')) return;
      setPlace(next);
    },
  }));
  const bounds = place === null ? null : boundsOf(0, place);
  if (place === null || bounds === null) return null;
  return (
    <button
      ref={button}
      type="button"
      tabIndex={-1}
      title={t('record.open')}
      aria-label={t('record.open')}
      className={styles.opener}
      style={{ left: bounds.x + bounds.width - 28, top: bounds.y + 4 }}
      onPointerLeave={() => setPlace(null)}
      onClick={() => onOpen(place)}
    >
      <NextIcon />
    </button>
  );
};
