import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/language.ts';
import styles from './LaneHead.module.css';
import type { ShownLane } from './shownLane.ts';

interface LaneHeadProps {
  readonly lane: ShownLane;
  readonly share: number;
  readonly sum: string;
  readonly tools: ReactNode;
}

/** A lane's name, how many cards it has, and the rod that shows its share of all. */
export const LaneHead = ({ lane, share, sum, tools }: LaneHeadProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const percent = share.toLocaleString(language, { style: 'percent', maximumFractionDigits: 0 });
  const { option } = lane;
  return (
    <header className={`${styles.head} ${option?.outcome == null ? '' : styles.ended}`}>
      <div className={styles.line}>
        {option?.color != null && (
          <span className={styles.bead} style={{ background: `var(--option-${option.color})` }} />
        )}
        <h2 className={styles.name} title={lane.name}>
          {lane.name}
        </h2>
        <span className={styles.count}>{lane.rows.length.toLocaleString(language)}</span>
        <span className={styles.tools}>{tools}</span>
      </div>
      <div className={styles.rod} aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </div>
      <div className={styles.figures}>
        <span>{sum}</span>
        <span title={t('board.lane.share')}>{percent}</span>
      </div>
    </header>
  );
};
