import styles from './GradeChip.module.css';
import type { GradeRank } from './grades.ts';

interface GradeChipProps {
  readonly rank: GradeRank;
  readonly text: string;
}

/** A grade as the grid draws it, for what is no canvas. */
export const GradeChip = ({ rank, text }: GradeChipProps) => (
  <span className={`${styles.grade} ${rank === 'other' ? '' : styles[rank]}`}>{text}</span>
);
