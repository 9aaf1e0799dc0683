import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { SearchIcon } from '../ui/icons.tsx';
import { AbacusMark } from './AbacusMark.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { LanguageMenu, ThemeMenu } from './AppearanceMenu.tsx';
import { PresentPeople } from './PresentPeople.tsx';
import { SavedIndicator } from './SavedIndicator.tsx';
import styles from './TopBar.module.css';
import { useFind } from './useFind.ts';
import { useIsNarrow } from './useIsNarrow.ts';

const findKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';

export const TopBar = ({ attention }: { readonly attention: ReactNode }) => {
  const { t } = useTranslation();
  const find = useFind();
  const narrow = useIsNarrow();

  return (
    <header className={styles.top}>
      <Link href="/" className={styles.brand}>
        <AbacusMark />
        <span className={styles.name}>{t('shell.brand')}</span>
      </Link>
      <div className={styles.bar}>
        <button
          type="button"
          className={styles.find}
          onClick={find}
          aria-label={t('shell.find.label')}
        >
          <SearchIcon />
          <span className={styles.hint}>{t('shell.find.placeholder')}</span>
          <kbd className={styles.key}>{findKey}</kbd>
        </button>
        <div className={styles.here}>
          {attention}
          <SavedIndicator />
          <PresentPeople />
        </div>
        {!narrow && (
          <div className={styles.switches}>
            <LanguageMenu />
            <ThemeMenu />
          </div>
        )}
        <AccountMenu withAppearance={narrow} />
      </div>
    </header>
  );
};
