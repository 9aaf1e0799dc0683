import { useTranslation } from 'react-i18next';
import { Link, useRoute } from 'wouter';
import type { Column } from '../../shared/model/index.ts';
import { recall } from '../app/remembered.ts';
import { addressOfBoard, addressOfGrid, placeKey } from '../app/tableAddress.ts';
import styles from './ViewTabs.module.css';

interface ViewTabsProps {
  /** Stands there alone where the table can only be seen one way. */
  readonly title: string;
  /** In use, those hidden from oneself included. */
  readonly columns: readonly Column[];
}

/** The ways to see a table, side by side: as a board by a select column, and as a grid. */
export const ViewTabs = ({ title, columns }: ViewTabsProps) => {
  const { t } = useTranslation();
  const [isBoard] = useRoute('/t/:table/board');
  const hasBoard = columns.some(({ type }) => type === 'select');
  const [first] = columns;
  if (first === undefined || (!hasBoard && !isBoard))
    return (
      // The page says its heading before the grid is there.
      <span className={`${styles.tab} ${styles.on}`} aria-hidden="true">
        {title}
      </span>
    );
  const { table } = first;
  const board = recall(placeKey(table, 'board')) ?? addressOfBoard(table);
  return (
    <nav aria-label={t('board.tabs.label')} className={styles.tabs}>
      <ViewTab href={board} on={isBoard} text={t('board.tabs.board')} />
      <ViewTab href={addressOfGrid(table)} on={!isBoard} text={t('board.tabs.grid')} />
    </nav>
  );
};

const ViewTab = (tab: { readonly href: string; readonly on: boolean; readonly text: string }) => (
  <Link
    href={tab.href}
    className={`${styles.tab} ${tab.on ? styles.on : ''}`}
    aria-current={tab.on ? 'page' : undefined}
  >
    {tab.text}
  </Link>
);
