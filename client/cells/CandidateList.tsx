import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckIcon, PlusIcon } from '../ui/icons.tsx';
import styles from './CandidateList.module.css';
import type { Candidate } from './candidates.ts';

interface CandidateListProps {
  readonly id: string;
  readonly label: string;
  readonly candidates: readonly Candidate[];
  /** Which one Enter takes; -1 for none. */
  readonly highlight: number;
  isIn(candidate: Candidate): boolean;
  onChoose(candidate: Candidate): void;
}

/** What can be chosen for a field; the focus stays in the field. */
export const CandidateList = (props: CandidateListProps) => {
  const { id, label, candidates, highlight, isIn, onChoose } = props;
  return (
    <div id={id} role="listbox" aria-label={label} tabIndex={-1} className={styles.list}>
      {candidates.map((candidate, index) => (
        <CandidateLine
          key={candidate.makes ? '+' : candidate.id}
          id={`${id}-${index}`}
          candidate={candidate}
          isHighlighted={index === highlight}
          isIn={isIn(candidate)}
          onChoose={() => onChoose(candidate)}
        />
      ))}
    </div>
  );
};

interface CandidateLineProps {
  readonly id: string;
  readonly candidate: Candidate;
  readonly isHighlighted: boolean;
  readonly isIn: boolean;
  onChoose(): void;
}

export const CandidateLine = (props: CandidateLineProps) => {
  const { id, candidate, isHighlighted, isIn, onChoose } = props;
  const { t } = useTranslation();
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isHighlighted) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isHighlighted]);

  return (
    <div
      ref={line}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isIn}
      className={`${styles.line} ${isHighlighted ? styles.on : ''}`}
      onPointerUp={onChoose}
    >
      <span className={styles.mark}>
        {candidate.makes ? <PlusIcon /> : isIn ? <CheckIcon /> : null}
      </span>
      <span className={styles.text}>
        {candidate.makes ? t('grid.editor.make', { name: candidate.text }) : candidate.text}
      </span>
      {candidate.meaning && <span className={styles.meaning}>{candidate.meaning}</span>}
    </div>
  );
};
