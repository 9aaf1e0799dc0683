import { type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { FormulaErrorKind } from '../../../shared/model/index.ts';
import { Button } from '../../ui/Button.tsx';
import type { CellBounds } from '../CellEditor.tsx';
import styles from './FormulaNote.module.css';

export interface FormulaNoteHandle {
  /** Puts the note beside its cell again, after the grid scrolled. */
  place(): void;
}

interface FormulaNoteProps {
  readonly ref: Ref<FormulaNoteHandle>;
  /** What the cell holds instead of a value, and why. */
  readonly error: { readonly kind: FormulaErrorKind; readonly why: string } | null;
  /** True when somebody tried to write there. */
  readonly isRefused: boolean;
  /** The verb of the button, if there is one. */
  readonly act: string | null;
  onAct(): void;
  bounds(): CellBounds | null;
  /** The part of the page in which cells are seen. */
  view(): CellBounds;
}

const gap = 4;

/** Beside the selected cell of a formula: why it is an error, and why nothing is typed there. */
export const FormulaNote = ({ ref, error, isRefused, act, ...props }: FormulaNoteProps) => {
  const { t } = useTranslation();
  const note = useRef<HTMLDivElement>(null);
  const place = () => {
    if (note.current !== null) placeBeside(note.current, props.bounds(), props.view());
  };
  useLayoutEffect(place);
  useImperativeHandle(ref, () => ({ place }));

  return createPortal(
    // A press here must not take the keyboard from the cell.
    <div
      ref={note}
      className={styles.note}
      data-testid="formula-note"
      onPointerDown={(event) => event.preventDefault()}
    >
      {error !== null && (
        <p>
          <span className={styles.error}>{error.kind}</span>
          {error.why}
        </p>
      )}
      {isRefused && <p role="alert">{t('unread.computed')}</p>}
      {act !== null && (
        <Button look="quiet" className={styles.act} onClick={props.onAct}>
          {act}
        </Button>
      )}
    </div>,
    document.body,
  );
};

/** Under the cell, or above it where there is no room; unseen while the cell is. */
const placeBeside = (note: HTMLElement, at: CellBounds | null, view: CellBounds): void => {
  const isSeen =
    at !== null &&
    at.y >= view.y - 1 &&
    at.y + at.height <= view.y + view.height + 1 &&
    at.x + at.width > view.x &&
    at.x < view.x + view.width;
  note.style.visibility = isSeen ? 'visible' : 'hidden';
  if (at === null) return;
  const { width, height } = note.getBoundingClientRect();
  const below = at.y + at.height + gap;
  const fits = below + height + gap <= window.innerHeight;
  note.style.left = `${Math.max(gap, Math.min(at.x, window.innerWidth - width - gap))}px`;
  note.style.top = `${fits ? below : at.y - gap - height}px`;
};
