import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AbacusMark } from '../app/AbacusMark.tsx';
import { LanguageMenu, ThemeMenu } from '../app/AppearanceMenu.tsx';
import { usePageTitle } from '../app/usePageTitle.ts';
import styles from './WelcomeFrame.module.css';

interface WelcomeFrameProps {
  readonly title: string;
  readonly meaning?: string;
  readonly children: ReactNode;
}

/** The page before the workspace: the mark, one question, the switches at the top right. */
export const WelcomeFrame = ({ title, meaning, children }: WelcomeFrameProps) => {
  const { t } = useTranslation();
  usePageTitle(title);
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <span className={styles.brand}>
          <AbacusMark size={24} />
          {t('shell.brand')}
        </span>
        <span className={styles.tagline}>{t('welcome.tagline')}</span>
        <span className={styles.switches}>
          <LanguageMenu />
          <ThemeMenu />
        </span>
      </header>
      <main className={styles.main}>
        <h1 className={styles.title}>{title}</h1>
        {meaning && <p className={styles.meaning}>{meaning}</p>}
        {children}
      </main>
    </div>
  );
};
