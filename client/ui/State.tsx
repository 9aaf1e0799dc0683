import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { LockIcon, OfflineIcon, WarningIcon } from './icons.tsx';
import { Rods } from './Rods.tsx';
import styles from './State.module.css';

interface StateProps {
  readonly title: string;
  readonly meaning?: string;
  readonly mark?: ReactNode;
  /** What to do about it. */
  readonly action?: ReactNode;
  /** Says it aloud at once: something went wrong. */
  readonly alert?: boolean;
}

/** What stands in a place that has nothing to show: why, and what to do. */
export const State = ({ title, meaning, mark, action, alert = false }: StateProps) => (
  <div className={styles.state} role={alert ? 'alert' : 'status'}>
    {mark && <span className={styles.mark}>{mark}</span>}
    <h2 className={styles.title}>{title}</h2>
    {meaning && <p className={styles.meaning}>{meaning}</p>}
    {action && <div className={styles.action}>{action}</div>}
  </div>
);

/** Nothing here yet, and how to begin. */
export const EmptyState = (props: Omit<StateProps, 'mark' | 'alert'>) => (
  <State {...props} mark={<Rods />} />
);

interface RetryProps {
  readonly onRetry: () => void;
  /** A sentence that knows more than "try again". */
  readonly meaning?: string;
}

export const ErrorState = ({ onRetry, meaning }: RetryProps) => {
  const { t } = useTranslation();
  return (
    <State
      alert
      mark={<WarningIcon />}
      title={t('shell.state.error')}
      meaning={meaning ?? t('shell.state.errorMeaning')}
      action={<Button onClick={onRetry}>{t('shell.retry')}</Button>}
    />
  );
};

export const OfflineState = ({ onRetry }: Pick<RetryProps, 'onRetry'>) => {
  const { t } = useTranslation();
  return (
    <State
      alert
      mark={<OfflineIcon />}
      title={t('shell.state.offline')}
      meaning={t('shell.state.offlineMeaning')}
      action={<Button onClick={onRetry}>{t('shell.retry')}</Button>}
    />
  );
};

export const NoPermission = ({ meaning }: Pick<StateProps, 'meaning'>) => {
  const { t } = useTranslation();
  return (
    <State
      mark={<LockIcon />}
      title={t('shell.state.noPermission')}
      meaning={meaning ?? t('shell.state.noPermissionMeaning')}
    />
  );
};
