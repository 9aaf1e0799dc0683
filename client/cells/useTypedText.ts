import { type RefObject, useRef, useState } from 'react';
import { asColumnHolds, type UnreadReason } from '../../shared/columns/index.ts';
import { type CellValue, isEmpty, isUnread, sameValue } from '../../shared/model/index.ts';
import { useStore } from '../store/useStore.ts';
import { type Candidate, type CandidateSource, typedForm } from './candidates.ts';
import type { EditedCell } from './editedCell.ts';
import { readEdit } from './edits.ts';
import { keepText, keptText } from './keptTexts.ts';
import { useOpenEdit } from './openEdits.ts';

/** What is typed into a field and not written yet. */
interface Typed {
  readonly text: string;
  /** What stood in the cell when typing began. */
  readonly base: CellValue;
  readonly reason: UnreadReason | 'readOnly' | null;
}

export interface TypedText {
  /** Null while nothing is typed: the field then follows the cell. */
  readonly typed: Typed | null;
  /** The cell as it would be typed. Of a link that may take a look at all titles: only where it is. */
  standing(): string;
  /** What somebody else wrote into the cell since typing began; undefined where nobody did. */
  readonly theirs: CellValue | undefined;
  type(text: string): void;
  cancel(): void;
  /** Writes the candidate, else what is typed. False where that cannot be: it stays, with the reason. */
  finish(chosen?: Candidate): boolean;
}

/**
 * The text of one field. What is typed stays until it is written or given up, whatever happens to
 * the cell meanwhile. `best`: the candidate that is meant by what is typed, if one is.
 */
export const useTypedText = (
  cell: EditedCell,
  source: CandidateSource,
  best: RefObject<Candidate | null>,
): TypedText => {
  const store = useStore();
  const { column, row, value } = cell;
  const { context } = source;
  const address = `${column.table}/${row}/${column.id}`;
  const standing = (): string => standingText(cell, source);
  const [typed, setTyped] = useState<Typed | null>(() => {
    const text = keptText(store, address);
    if (text === null) return null;
    const read = readEdit(text, null, [], column, context);
    return { text, base: value, reason: read.ok ? null : read.reason };
  });
  const now = useRef(typed);
  const set = (next: Typed | null): void => {
    now.current = next;
    setTyped(next);
  };
  const refuse = (text: string, reason: Typed['reason']): boolean => {
    keepText(store, address, text);
    set({ text, base: now.current?.base ?? value, reason });
    return false;
  };

  const finish = (choice?: Candidate): boolean => {
    const at = now.current;
    const chosen = choice ?? (at === null ? null : best.current);
    if (at === null && chosen === null) return true;
    const text = at?.text ?? standing();
    if (chosen === null && text === standing()) {
      keepText(store, address, null);
      set(null);
      return true;
    }
    const read = readEdit(text, chosen, [], column, context);
    if (!read.ok) return refuse(text, read.reason);
    const isNews = !sameValue(read.value, value) || isUnread(value);
    if (isNews && !cell.write(read.value, read.records)) return refuse(text, 'readOnly');
    keepText(store, address, null);
    set(null);
    return true;
  };
  useOpenEdit(() => finish());

  const isOvertaken = typed !== null && !sameValue(typed.base, value);
  return {
    typed,
    standing,
    theirs: isOvertaken ? value : undefined,
    type: (text) => set({ text, base: now.current?.base ?? value, reason: null }),
    cancel: () => {
      keepText(store, address, null);
      set(null);
    },
    finish,
  };
};

const standingText = ({ column, value }: EditedCell, { context }: CandidateSource): string => {
  const held = asColumnHolds(value, column);
  if (isEmpty(held)) return '';
  return isUnread(held) ? held.unread : typedForm(held, column, context);
};
