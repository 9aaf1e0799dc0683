import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './Button.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `go` is the one thing to do here; `danger` takes something away. */
  readonly look?: 'plain' | 'go' | 'danger' | 'quiet';
  readonly size?: 'small' | 'large';
  /** Under way: cannot be pressed again, keeps its focus and its width. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

export const Button = ({
  look = 'plain',
  size = 'small',
  busy = false,
  type = 'button',
  className,
  onClick,
  children,
  ...rest
}: ButtonProps) => (
  <button
    {...rest}
    type={busy ? 'button' : type}
    aria-disabled={busy || undefined}
    aria-busy={busy || undefined}
    onClick={busy ? undefined : onClick}
    className={[styles.button, styles[look], styles[size], busy && styles.busy, className]
      .filter(Boolean)
      .join(' ')}
  >
    {busy && <span className={styles.beads} aria-hidden="true" />}
    {children}
  </button>
);

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does, for the pointer that rests on it and for screen readers. */
  readonly label: string;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

export const IconButton = ({ label, className, children, ...rest }: IconButtonProps) => (
  <button
    type="button"
    title={label}
    aria-label={label}
    {...rest}
    className={[styles.icon, className].filter(Boolean).join(' ')}
  >
    {children}
  </button>
);
