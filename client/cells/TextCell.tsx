import { type KeyboardEvent, lazy, Suspense, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showCell } from '../../shared/columns/index.ts';
import { type Column, isUnread } from '../../shared/model/index.ts';
import { Beneath } from './Beneath.tsx';
import { CandidateList } from './CandidateList.tsx';
import styles from './CellField.module.css';
import { type Candidate, type CandidateSource, candidatesFor, offersList } from './candidates.ts';
import type { EditedCell } from './editedCell.ts';
import { useTypedText } from './useTypedText.ts';

const MonthPanel = lazy(() => import('./MonthPanel.tsx'));

interface TextCellProps {
  readonly id: string;
  readonly label: string;
  readonly cell: EditedCell;
  readonly source: CandidateSource;
  readonly placeholder?: string;
  readonly className?: string;
}

/**
 * A cell that is written as text, with what can be chosen under it. What is typed is written when
 * the field is left; what the column cannot read stays, with the reason.
 */
export const TextCell = ({ id, label, cell, source, placeholder, className }: TextCellProps) => {
  const { t } = useTranslation();
  const { column, value, mayWrite, peers } = cell;
  const { context } = source;
  const field = useRef<HTMLTextAreaElement>(null);
  const [isHere, setHere] = useState(false);
  const [highlight, setHighlight] = useState(-1);
  const [isChosen, setChosen] = useState(false);
  const best = useRef<Candidate | null>(null);
  const text = useTypedText(cell, source, best);
  const { typed, theirs } = text;
  const seen = showCell(value, column, context);
  const standing = isHere ? text.standing() : seen;
  const shown = typed?.text ?? standing;
  const search = typed === null || typed.text === standing ? '' : typed.text;
  const candidates =
    isHere && mayWrite && !isChosen && offersList(column)
      ? candidatesFor(search, column, source)
      : [];
  best.current = candidates[highlight] ?? null;
  const isOpen = candidates.length > 0;
  const hasMonth = isHere && mayWrite && !isChosen && column.type === 'date';

  // Its text became another under the hand, as 199 0000 2399 without its blanks: no caret stood in it.
  const changesForm = standing !== seen;
  useLayoutEffect(() => {
    if (isHere && changesForm) field.current?.select();
  }, [isHere, changesForm]);

  const type = (next: string) => {
    text.type(next);
    setChosen(false);
    setHighlight(next.trim() === '' || !offersList(column) ? -1 : 0);
    cell.tellPlace(true);
  };
  const choose = (candidate: Candidate) => {
    text.finish(candidate);
    setHighlight(-1);
    setChosen(true);
    cell.tellPlace(false);
    field.current?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && isOpen && !event.altKey) {
      event.preventDefault();
      const count = candidates.length;
      setHighlight((now) => (now < 0 && step < 0 ? count - 1 : (now + step + count) % count));
    } else if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const candidate = candidates[highlight];
      if (event.altKey) insert(field.current, '\n', type);
      else if (candidate !== undefined) choose(candidate);
      else if (text.finish()) {
        setChosen(true);
        cell.tellPlace(false);
      }
    } else if (event.key === 'Escape' && typed !== null) {
      event.preventDefault();
      event.stopPropagation();
      text.cancel();
      setHighlight(-1);
    }
  };

  const note = noteUnder(typed?.reason ?? null, isUnread(value) && typed === null);
  return (
    <>
      <textarea
        ref={field}
        id={id}
        rows={1}
        aria-label={label}
        data-field={column.id}
        className={[styles.input, className].filter(Boolean).join(' ')}
        readOnly={!mayWrite}
        placeholder={placeholder}
        value={shown}
        inputMode={inputModes[column.type]}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={note === null ? undefined : true}
        aria-describedby={note === null ? undefined : `${id}-note`}
        {...(isOpen && {
          'aria-autocomplete': 'list',
          'aria-haspopup': 'listbox',
          'aria-controls': `${id}-list`,
          ...(highlight >= 0 && { 'aria-activedescendant': `${id}-list-${highlight}` }),
        })}
        onFocus={() => {
          setHere(true);
          setChosen(false);
          cell.tellPlace(false);
        }}
        onClick={() => setChosen(false)}
        onChange={(event) => type(event.target.value)}
        onKeyDown={pressed}
        onBlur={() => {
          // The window lost it, not the field.
          if (document.activeElement === field.current) return;
          setHere(false);
          text.finish();
          setHighlight(-1);
          cell.tellPlace(null);
        }}
      />
      {theirs !== undefined && (
        <p className={styles.theirs} role="status">
          {t('record.theirs', {
            name: peers[0]?.name ?? t('record.somebody'),
            text: showCell(theirs, column, context) || t('record.empty'),
          })}
        </p>
      )}
      {note !== null && (
        <p id={`${id}-note`} role={typed === null ? undefined : 'alert'} className={styles.reason}>
          {note === 'readOnly'
            ? t('grid.editor.readOnly')
            : note === 'unread'
              ? t('record.unread', { type: t(`grid.types.${column.type}`) })
              : t(`unread.${note}`)}
        </p>
      )}
      {(isOpen || hasMonth) && (
        <Beneath anchor={field}>
          {isOpen && (
            <CandidateList
              id={`${id}-list`}
              label={t('grid.editor.list')}
              candidates={candidates}
              highlight={highlight}
              isIn={(candidate) => candidate.id === value}
              onChoose={choose}
            />
          )}
          {hasMonth && (
            <Suspense fallback={<div className={styles.monthToCome} />}>
              <MonthPanel
                date={typeof value === 'string' ? value : null}
                onChoose={(date) => choose({ id: date, text: date })}
              />
            </Suspense>
          )}
        </Beneath>
      )}
    </>
  );
};

type Note = NonNullable<ReturnType<typeof useTypedText>['typed']>['reason'] | 'unread';

const noteUnder = (reason: Note, isUnreadThere: boolean): Note =>
  reason ?? (isUnreadThere ? 'unread' : null);

const inputModes: Partial<Record<Column['type'], 'decimal' | 'tel'>> = {
  number: 'decimal',
  currency: 'decimal',
  phone: 'tel',
};

const insert = (
  field: HTMLTextAreaElement | null,
  text: string,
  typed: (text: string) => void,
): void => {
  if (field === null) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  typed(field.value);
};
