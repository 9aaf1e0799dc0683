import { useSyncExternalStore } from 'react';
import styles from './Toasts.module.css';
import { onToasts, shownToasts } from './toast.ts';

export const Toasts = () => {
  const toasts = useSyncExternalStore(onToasts, shownToasts);
  return (
    <div role="status" className={styles.toasts}>
      {toasts.map(({ id, text }) => (
        <p key={id} className={styles.toast}>
          {text}
        </p>
      ))}
    </div>
  );
};
