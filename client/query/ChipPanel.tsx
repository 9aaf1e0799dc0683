import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../ui/Chip.tsx';
import { Floating } from '../ui/Floating.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import styles from './ChipPanel.module.css';

interface ChipPanelProps {
  readonly text: string;
  /** Amber: it changes what is shown now. */
  readonly on: boolean;
  /** Ends what the chip does; with it, the chip has a cross. */
  readonly onClear?: () => void;
  /** Counts up when the panel is asked for from elsewhere, as from a column's menu. */
  readonly asked?: number;
  readonly children: (close: () => void) => ReactNode;
}

/** A chip above the grid, and what opens under it. */
export const ChipPanel = ({ text, on, onClear, asked = 0, children }: ChipPanelProps) => {
  const { t } = useTranslation();
  const anchor = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);

  useEffect(() => {
    if (asked > 0) setOpen(true);
  }, [asked]);

  useEffect(() => {
    if (open) panel.current?.querySelector<HTMLElement>('select, input, button')?.focus();
  }, [open]);

  return (
    <span ref={anchor} className={styles.pair}>
      <Chip
        on={on}
        aria-expanded={open}
        aria-haspopup="dialog"
        className={styles.text}
        onClick={() => setOpen(!open)}
      >
        {text}
      </Chip>
      {onClear && on && (
        <button
          type="button"
          className={styles.cross}
          aria-label={t('grid.clear', { what: text })}
          title={t('grid.clear', { what: text })}
          onClick={onClear}
        >
          <CloseIcon />
        </button>
      )}
      {open && (
        <Floating anchor={anchor} onClose={close}>
          <div ref={panel} role="dialog" aria-label={text} className={styles.panel}>
            {children(close)}
          </div>
        </Floating>
      )}
    </span>
  );
};
