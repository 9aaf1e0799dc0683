import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NextIcon } from '../ui/icons.tsx';
import type { CellBounds } from './CellEditor.tsx';
import styles from './RowOpener.module.css';

export interface RowOpenerHandle {
  /** The shown row under the pointer, told at each of its moves; null for none. */
  at(place: number | null): void;
}

/** Of which row, and where on the page, in px. */
interface Shown {
  readonly place: number;
  readonly left: number;
  readonly top: number;
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
  const [shown, setShown] = useState<Shown | null>(null);
  useImperativeHandle(ref, () => ({
    at: (place) => {
      // The pointer left the canvas for the button itself.
      if (place === null && button.current?.matches(':hover')) return;
      const first = place === null ? null : boundsOf(0, place);
      const next = first && place !== null ? shownAt(place, first) : null;
      setShown((before) => (isSame(before, next) ? before : next));
    },
  }));
  if (shown === null) return null;
  return (
    <button
      ref={button}
      type="button"
      tabIndex={-1}
      title={t('record.open')}
      aria-label={t('record.open')}
      className={styles.opener}
      style={{ left: shown.left, top: shown.top }}
      onPointerLeave={() => setShown(null)}
      onClick={() => onOpen(shown.place)}
    >
      <NextIcon />
    </button>
  );
};

const shownAt = (place: number, { x, y, width }: CellBounds): Shown => ({
  place,
  left: x + width - 28,
  top: y + 4,
});

const isSame = (one: Shown | null, other: Shown | null): boolean =>
  one?.place === other?.place && one?.left === other?.left && one?.top === other?.top;
