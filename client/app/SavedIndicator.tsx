import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Floating } from '../ui/Floating.tsx';
import { LockIcon, OfflineIcon, WarningIcon } from '../ui/icons.tsx';
import styles from './SavedIndicator.module.css';
import { savedText } from './savedText.ts';
import type { SavedState } from './session.ts';
import { useSession, useSignedIn } from './useSession.ts';

const warnings: ReadonlySet<SavedState['kind']> = new Set(['late', 'notSaved', 'broken']);
const retried: ReadonlySet<SavedState['kind']> = new Set(['late', 'offline', 'broken']);

/** Whether what was typed is safe; pressed, it says what that means and what to do. */
export const SavedIndicator = () => {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const saved = useSession((snapshot) => snapshot.saved);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  const { short, meaning } = savedText(t, saved);

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-label={short}
        title={meaning}
        className={`${styles.saved} ${styles[saved.kind]}`}
        onClick={() => setOpen(!open)}
      >
        {saved.kind === 'offline' && <OfflineIcon />}
        {saved.kind === 'readOnly' && <LockIcon />}
        {warnings.has(saved.kind) && <WarningIcon />}
        {(saved.kind === 'saved' || saved.kind === 'saving') && <i className={styles.bead} />}
        <span className={styles.short}>{short}</span>
      </button>
      <span role="status" className="unseen">
        {saved.kind === 'saving' ? '' : short}
      </span>
      {open && (
        <Floating anchor={button} onClose={close}>
          <div className={styles.meaning}>
            <h2>{short}</h2>
            <p>{meaning}</p>
            {retried.has(saved.kind) && (
              <Button onClick={() => session.reconnect()}>{t('shell.saved.retry')}</Button>
            )}
            {saved.kind === 'notSaved' && (
              <Button onClick={() => window.location.reload()}>{t('shell.saved.reload')}</Button>
            )}
          </div>
        </Floating>
      )}
    </>
  );
};
