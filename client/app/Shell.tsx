import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { GridSkeleton } from '../ui/Skeleton.tsx';
import { Toasts } from '../ui/Toasts.tsx';
import { endEarlierToasts } from '../ui/toast.ts';
import { AbacusMark } from './AbacusMark.tsx';
import { BottomBar } from './BottomBar.tsx';
import styles from './Shell.module.css';
import { Sidebar } from './Sidebar.tsx';
import { unsavedIn } from './session.ts';
import { type StatusSlots, StatusSlotsContext } from './statusSlots.tsx';
import { TopBar } from './TopBar.tsx';
import { useFind } from './useFind.ts';
import { useLedgerNews } from './useLedgerNews.ts';
import { useSession } from './useSession.ts';

interface ShellProps {
  /** What wants to be looked at now, beside the saved state. */
  readonly attention: ReactNode;
  readonly children: ReactNode;
}

/** The frame around every screen: top bar, tables at the left, content, status bar. */
export const Shell = ({ attention, children }: ShellProps) => {
  const { t } = useTranslation();
  const [left, setLeft] = useState<HTMLElement | null>(null);
  const [right, setRight] = useState<HTMLElement | null>(null);
  const slots = useMemo<StatusSlots>(() => ({ left, right }), [left, right]);
  useFindKey();
  useAskBeforeLosing();
  useLedgerNews();
  useEndEarlierToasts();

  return (
    <StatusSlotsContext value={slots}>
      <div className={styles.app}>
        <a href="#content" className={styles.skip}>
          {t('shell.skip')}
        </a>
        <TopBar attention={attention} />
        <Sidebar />
        <main id="content" tabIndex={-1} className={styles.content}>
          {children}
        </main>
        <footer className={styles.status}>
          <div ref={setLeft} className={styles.left} />
          <div ref={setRight} className={styles.right} />
        </footer>
        <BottomBar />
      </div>
      <Toasts />
    </StatusSlotsContext>
  );
};

/** The shell's shape while its session opens. */
export const OpeningShell = () => (
  <div className={styles.app} aria-busy="true">
    <div className={styles.openingTop}>
      <AbacusMark />
    </div>
    <div className={styles.openingSide} />
    <div className={styles.content}>
      <GridSkeleton />
    </div>
    <div className={styles.status} />
  </div>
);

/** What was said on one page is not said on the next. */
const useEndEarlierToasts = () => {
  const [here] = useLocation();
  const shown = useRef(here);
  useEffect(() => {
    if (shown.current !== here) endEarlierToasts();
    shown.current = here;
  }, [here]);
};

/** Ctrl+K or ⌘K finds, from anywhere. */
const useFindKey = () => {
  const find = useFind();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      if (event.altKey || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      find();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [find]);
};

/** Closing the tab while changes exist only here asks first; the journal would keep them. */
const useAskBeforeLosing = () => {
  const unsaved = useSession((snapshot) => unsavedIn(snapshot.saved));
  useEffect(() => {
    if (unsaved === 0) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
};
