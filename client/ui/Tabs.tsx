import { Link } from 'wouter';
import styles from './Tabs.module.css';

export interface Tab {
  readonly href: string;
  readonly text: string;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly current: string;
}

/** Places that lie side by side; each has an address, so they are links. */
export const Tabs = ({ label, tabs, current }: TabsProps) => (
  <nav aria-label={label} className={styles.tabs}>
    {tabs.map(({ href, text }) => (
      <Link
        key={href}
        href={href}
        className={`${styles.tab} ${href === current ? styles.on : ''}`}
        aria-current={href === current ? 'page' : undefined}
      >
        {text}
      </Link>
    ))}
  </nav>
);
