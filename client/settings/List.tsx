import type { ReactNode } from 'react';
import styles from './List.module.css';

interface ListProps {
  readonly label: string;
  readonly children: ReactNode;
}

export const List = ({ label, children }: ListProps) => (
  <ul className={styles.list} aria-label={label}>
    {children}
  </ul>
);

interface ItemProps {
  readonly mark?: ReactNode;
  readonly title: ReactNode;
  readonly about?: ReactNode;
  /** Controls at the right. */
  readonly children?: ReactNode;
  readonly faded?: boolean;
}

export const Item = ({ mark, title, about, children, faded = false }: ItemProps) => (
  <li className={`${styles.item} ${faded ? styles.faded : ''}`}>
    {mark}
    <div className={styles.text}>
      <div className={styles.title}>{title}</div>
      {about && <div className={styles.about}>{about}</div>}
    </div>
    <div className={styles.controls}>{children}</div>
  </li>
);

/** What stands where others have a menu of choices, and where others have a button. */
export const Word = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.word}>{children}</span>
);

export const NoButton = () => <span className={styles.noButton} />;

/** A small word beside a name: "you", "not joined yet". */
export const Mark = ({ due = false, children }: { due?: boolean; children: ReactNode }) => (
  <span className={due ? styles.due : styles.mark}>{children}</span>
);
