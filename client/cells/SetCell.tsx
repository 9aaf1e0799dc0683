import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showCell } from '../../shared/columns/index.ts';
import { isEmpty, isMemberSet } from '../../shared/model/index.ts';
import { useStore } from '../store/useStore.ts';
import { CloseIcon, PlusIcon } from '../ui/icons.tsx';
import styles from './CellField.module.css';
import { type Candidate, type CandidateSource, candidatesFor } from './candidates.ts';
import type { EditedCell } from './editedCell.ts';
import { readTyped } from './edits.ts';
import { MemberPicker } from './MemberPicker.tsx';
import { type MemberSection, tagSections } from './memberSections.ts';

interface SetCellProps {
  readonly id: string;
  readonly label: string;
  readonly cell: EditedCell;
  readonly source: CandidateSource;
}

/** Tags, several people, several links: chips that come and go one by one, each at once. */
export const SetCell = ({ id, label, cell, source }: SetCellProps) => {
  const { t } = useTranslation();
  const { workspace } = useStore();
  const { column, value, mayWrite } = cell;
  const { context } = source;
  const set = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const members = isMemberSet(value) ? value : [];
  const isTags = column.type === 'tags';
  const unread = members.length === 0 && !isEmpty(value);

  const sections = (typed: string): readonly MemberSection[] => {
    if (isTags)
      return tagSections(typed, workspace.tagGroups(), context, t('record.pick.ungrouped'));
    const candidates = candidatesFor(typed, column, source);
    return candidates.length === 0 ? [] : [{ title: null, candidates }];
  };
  const toggle = (candidate: Candidate) => {
    if (candidate.makes !== true) {
      cell.writeMember(candidate.id, !members.includes(candidate.id));
      return;
    }
    const read = readTyped(quoted(candidate.text), column, context);
    if (!read.ok || !isMemberSet(read.value)) return;
    for (const member of read.value) cell.writeMember(member, true, read.records);
  };
  const shown = isTags ? inOrder(members, context.tags()) : members;

  return (
    <div ref={set} className={styles.set}>
      {shown.map((member) => {
        const text = showCell([member], column, context);
        const tag = isTags ? context.tag(member) : undefined;
        return (
          <span key={member} className={styles.member} data-color={tag?.color ?? undefined}>
            {text}
            {mayWrite && (
              <button
                type="button"
                className={styles.drop}
                aria-label={t('grid.editor.drop', { name: text })}
                onClick={() => {
                  cell.writeMember(member, false);
                  button.current?.focus();
                }}
              >
                <CloseIcon />
              </button>
            )}
          </span>
        );
      })}
      {unread && <span className={styles.unreadText}>{showCell(value, column, context)}</span>}
      {mayWrite && (
        <button
          ref={button}
          id={id}
          type="button"
          data-field={column.id}
          className={styles.add}
          aria-label={label}
          aria-haspopup="listbox"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          onFocus={() => cell.tellPlace(false)}
          onBlur={() => cell.tellPlace(null)}
        >
          <PlusIcon />
        </button>
      )}
      {isOpen && (
        <MemberPicker
          label={label}
          anchor={set}
          members={members}
          sections={sections}
          makes={isTags}
          onToggle={toggle}
          onTyped={() => cell.tellPlace(true)}
          onClose={() => {
            setOpen(false);
            cell.tellPlace(null);
            requestAnimationFrame(() => {
              if (document.activeElement === document.body) button.current?.focus();
            });
          }}
        />
      )}
      {unread && (
        <p className={styles.reason}>
          {t('record.unread', { type: t(`grid.types.${column.type}`) })}
        </p>
      )}
    </div>
  );
};

/** A new name is one name, whatever stands in it. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** In the team's order, as everywhere; sets are stored by id. */
const inOrder = (
  members: readonly string[],
  words: readonly { readonly id: string }[],
): readonly string[] => {
  const places = new Map(words.map(({ id }, place) => [id, place]));
  const placeOf = (id: string) => places.get(id) ?? words.length;
  return members.toSorted((a, b) => placeOf(a) - placeOf(b));
};
