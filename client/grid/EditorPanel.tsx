import { lazy, type RefObject, Suspense, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { CandidateList } from '../cells/CandidateList.tsx';
import type { Candidate } from '../cells/candidates.ts';
import { CloseIcon } from '../ui/icons.tsx';
import styles from './EditorPanel.module.css';
import type { Editing, Member } from './useCellEditor.ts';

interface EditorPanelProps {
  readonly id: string;
  readonly label: string;
  /** The open editor; the panel stands under it, or above where there is no room. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly editing: Editing;
  readonly candidates: readonly Candidate[];
  readonly members: readonly Member[];
  onChoose(candidate: Candidate): void;
  onDrop(member: string): void;
}

const MonthPanel = lazy(() => import('../cells/MonthPanel.tsx'));

const gap = 4;

/**
 * Under the editor: why the text could not be read, what is in the set, and what can be chosen.
 * Never over the cell.
 */
export const EditorPanel = (props: EditorPanelProps) => {
  const { id, anchor, editing, candidates, members } = props;
  const { t } = useTranslation();
  const panel = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);

  useLayoutEffect(() => {
    const from = anchor.current?.getBoundingClientRect();
    const size = panel.current?.getBoundingClientRect();
    if (from === undefined || size === undefined) return;
    const below = from.bottom + gap;
    const fits = below + size.height + gap <= window.innerHeight;
    const left = Math.max(gap, Math.min(from.left, window.innerWidth - size.width - gap));
    const top = fits ? below : from.top - gap - size.height;
    setPlace((now) => (now?.left === left && now.top === top ? now : { left, top }));
  });

  const { column, value } = editing.target;
  const isDate = column.type === 'date';
  if (editing.reason === null && candidates.length === 0 && members.length === 0 && !isDate)
    return null;
  return createPortal(
    // A press here must not take the focus from the editor.
    <div
      ref={panel}
      className={styles.panel}
      style={place ?? { visibility: 'hidden' }}
      onPointerDown={(event) => event.preventDefault()}
    >
      {editing.reason !== null && (
        <p id={`${id}-reason`} role="alert" className={styles.reason}>
          {editing.reason === 'readOnly'
            ? t('grid.editor.readOnly')
            : t(`unread.${editing.reason}`)}
        </p>
      )}
      {members.length > 0 && (
        <ul className={styles.members} aria-label={t('grid.editor.members')}>
          {members.map((member) => (
            <li key={member.id} className={styles.member}>
              {member.text}
              <button
                type="button"
                tabIndex={-1}
                className={styles.drop}
                aria-label={t('grid.editor.drop', { name: member.text })}
                onClick={() => props.onDrop(member.id)}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      {candidates.length > 0 && (
        <CandidateList
          id={id}
          label={props.label}
          candidates={candidates}
          highlight={editing.highlight}
          isIn={({ id: member }) =>
            editing.members.includes(member) || member === editing.target.value
          }
          onChoose={props.onChoose}
        />
      )}
      {isDate && (
        <Suspense fallback={<div className={styles.monthToCome} />}>
          <MonthPanel
            date={typeof value === 'string' ? value : null}
            onChoose={(date) => props.onChoose({ id: date, text: date })}
          />
        </Suspense>
      )}
    </div>,
    document.body,
  );
};
