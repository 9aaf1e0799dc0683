import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './Chip.module.css';

interface ChipProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Amber: it changes what is shown now. */
  readonly on?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A small round button above the data: filter, sort, columns. */
export const Chip = ({ on = false, className, ...rest }: ChipProps) => (
  <button
    type="button"
    {...rest}
    className={[styles.chip, on && styles.on, className].filter(Boolean).join(' ')}
  />
);
