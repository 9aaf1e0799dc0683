import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/Button.tsx';
import { ChevronIcon, CloseIcon, SearchIcon } from '../ui/icons.tsx';
import styles from './FindBar.module.css';
import type { Finding } from './useFindText.ts';

interface FindBarProps {
  readonly finding: Finding;
  /** Counts up each time somebody asks to find: the text field takes the focus again. */
  readonly asked: number;
  readonly onEnd: () => void;
}

/** Finds text in what is shown: Enter and Shift+Enter go from match to match. */
export const FindBar = ({ finding, asked, onEnd }: FindBarProps) => {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const { matches, at, text, busy } = finding;

  useEffect(() => {
    if (asked > 0) field.current?.select();
  }, [asked]);

  const count =
    text.trim() === ''
      ? ''
      : matches.length === 0
        ? t(busy ? 'grid.find.busy' : 'grid.find.none')
        : t('grid.find.count', { at: at + 1, count: matches.length });

  return (
    <search className={styles.bar}>
      <SearchIcon />
      <input
        ref={field}
        className={styles.input}
        aria-label={t('grid.find.label')}
        placeholder={t('grid.find.label')}
        value={text}
        onChange={(event) => finding.look(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') finding.step(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') onEnd();
          else return;
          event.preventDefault();
        }}
      />
      <span className={styles.count} role="status">
        {count}
      </span>
      <IconButton
        label={t('grid.find.previous')}
        className={styles.up}
        onClick={() => finding.step(-1)}
      >
        <ChevronIcon />
      </IconButton>
      <IconButton label={t('grid.find.next')} onClick={() => finding.step(1)}>
        <ChevronIcon />
      </IconButton>
      <IconButton label={t('shell.close')} onClick={onEnd}>
        <CloseIcon />
      </IconButton>
    </search>
  );
};
