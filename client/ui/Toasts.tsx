import { useSyncExternalStore } from 'react';
import styles from './Toasts.module.css';
import { endToast, onToasts, shownToasts } from './toast.ts';

export const Toasts = () => {
  const toasts = useSyncExternalStore(onToasts, shownToasts);
  return (
    <div role="status" className={styles.toasts}>
      {toasts.map(({ id, text, action }) => (
        <p key={id} className={styles.toast}>
          {text}
          {action && (
            <button
              type="button"
              className={styles.action}
              onClick={() => {
                endToast(id);
                action.onPress();
              }}
            >
              {action.text}
            </button>
          )}
        </p>
      ))}
    </div>
  );
};
