import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './Button.tsx';
import styles from './Dialog.module.css';
import { CloseIcon } from './icons.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
  /** Buttons, the one to press last. */
  readonly foot?: ReactNode;
  /** Makes the dialog a form: Enter submits. */
  readonly onSubmit?: () => void;
  /** False where closing would lose what cannot be shown again. */
  readonly closesOutside?: boolean;
  /** Asked at the closing: false where what was done leads elsewhere, and the focus with it. */
  readonly givesFocusBack?: () => boolean;
}

/**
 * A question or a task that has the floor until it is answered. The browser's own modal dialog:
 * it keeps the focus inside, gives it back afterwards, closes on Escape, and needs no download to
 * ask "Delete?" while offline. Draw it only while it is open.
 */
export const Dialog = ({
  title,
  onClose,
  children,
  foot,
  onSubmit,
  closesOutside = true,
  givesFocusBack,
}: DialogProps) => {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const focusBack = useRef(givesFocusBack);
  focusBack.current = givesFocusBack;

  useEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      // Gives the focus back by itself, but not to everything that can have it.
      shown?.close();
      if (!(before instanceof HTMLElement)) return;
      if (focusBack.current?.() === false) before.blur();
      else if (before.isConnected) before.focus();
    };
  }, []);

  const body = (
    <>
      {children && <div className={styles.body}>{children}</div>}
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </>
  );

  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={styles.dialog}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (closesOutside && event.target === event.currentTarget) onClose();
      }}
    >
      <div className={styles.sheet}>
        <header className={styles.head}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          <IconButton label={t('shell.close')} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </header>
        {onSubmit === undefined ? (
          body
        ) : (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              onSubmit();
            }}
          >
            {body}
          </form>
        )}
      </div>
    </dialog>
  );
};

interface ConfirmProps {
  readonly title: string;
  readonly meaning: string;
  /** The verb of the button that does it. */
  readonly verb: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  /** What went wrong when it was tried. */
  readonly error?: string | null;
  readonly stay?: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that a person may want to think about. */
export const Confirm = (props: ConfirmProps) => {
  const { t } = useTranslation();
  const { title, meaning, verb, danger = false, busy = false, error, stay } = props;
  return (
    <Dialog
      title={title}
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose} data-first>
            {stay ?? t('shell.cancel')}
          </Button>
          <Button look={danger ? 'danger' : 'go'} busy={busy} onClick={props.onConfirm}>
            {verb}
          </Button>
        </>
      }
    >
      <p className={styles.meaning}>{meaning}</p>
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </Dialog>
  );
};
