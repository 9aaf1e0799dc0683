import { useEffect, useRef, useSyncExternalStore } from 'react';
import styles from './Toasts.module.css';
import { endToast, onToasts, shownToasts } from './toast.ts';

export const Toasts = () => {
  const toasts = useSyncExternalStore(onToasts, shownToasts);
  const place = useRef<HTMLDivElement>(null);

  // A modal dialog covers all that is not in the browser's top layer; the last to come is on top.
  useEffect(() => {
    place.current?.hidePopover();
    if (toasts.length > 0) place.current?.showPopover();
  }, [toasts]);

  return (
    <div ref={place} popover="manual" role="status" className={styles.toasts}>
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
