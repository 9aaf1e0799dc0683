import { useCallback, useMemo, useRef, useState } from 'react';
import type { UnreadReason } from '../../shared/columns/index.ts';
import {
  type CellValue,
  type Column,
  foldName,
  holdsSet,
  isMemberSet,
  isUnread,
} from '../../shared/model/index.ts';
import type { Step } from '../store/store.ts';
import { type Candidate, type CandidateSource, candidatesFor, typedForm } from './candidates.ts';
import { readEdit } from './edits.ts';

/** The cell that an editor is for. `row` null: the row under the last one, not made yet. */
export interface EditTarget {
  readonly column: Column;
  readonly row: string | null;
  readonly value: CellValue;
}

/** `replace`: typing began on the closed cell, arrows leave; `change`: arrows move the caret. */
export type EditMode = 'replace' | 'change';

export interface Editing {
  readonly target: EditTarget;
  readonly mode: EditMode;
  readonly text: string;
  /** What the editor began with. */
  readonly initial: string;
  /** For columns that hold a set: what is in it so far. */
  readonly members: readonly string[];
  /** Which candidate Enter takes; -1 for none. */
  readonly highlight: number;
  readonly reason: UnreadReason | null;
}

export interface CellEditing {
  readonly editing: Editing | null;
  readonly candidates: readonly Candidate[];
  /** As of now, before React has drawn. */
  current(): Editing | null;
  /** Answers the text that the editor begins with. */
  open(target: EditTarget, mode: EditMode): string;
  type(text: string): void;
  highlight(by: 1 | -1): void;
  /** Keeps what was typed. False where the column cannot read it: the editor stays, and says why. */
  commit(): boolean;
  cancel(): void;
  /** Takes one candidate; in a set it is put in or out and the editor stays open. True if closed. */
  choose(candidate: Candidate): boolean;
  asChange(): void;
}

type OnCommit = (target: EditTarget, value: CellValue, records: Step['records']) => void;

export const useCellEditor = (source: CandidateSource, onCommit: OnCommit): CellEditing => {
  const [editing, setEditing] = useState<Editing | null>(null);
  const now = useRef<Editing | null>(null);
  const set = useCallback((next: Editing | null) => {
    now.current = next;
    setEditing(next);
  }, []);
  const listed = (at: Editing | null) => (at === null ? [] : candidatesOf(at, source));
  const candidates = useMemo(
    () => (editing === null ? [] : candidatesOf(editing, source)),
    [editing, source],
  );

  const finish = (at: Editing, value: CellValue, records: Step['records']) => {
    set(null);
    onCommit(at.target, value, records);
  };

  return {
    editing,
    candidates,
    current: () => now.current,
    open: (target, mode) => {
      const initial = mode === 'replace' ? '' : initialText(target, source);
      const members = holdsSet(target.column) && isMemberSet(target.value) ? target.value : [];
      const begun = { target, mode, text: initial, initial, members, highlight: -1, reason: null };
      set({ ...begun, highlight: firstHighlight(begun, source) });
      return initial;
    },
    type: (text) => {
      const at = now.current;
      if (at === null) return;
      const next = { ...at, text, reason: null };
      set({ ...next, highlight: firstHighlight(next, source) });
    },
    highlight: (by) => {
      const at = now.current;
      const count = listed(at).length;
      if (at === null || count === 0) return;
      const next = at.highlight < 0 && by < 0 ? count - 1 : at.highlight + by;
      set({ ...at, highlight: (next + count) % count });
    },
    commit: () => {
      const at = now.current;
      if (at === null) return true;
      const { column, value } = at.target;
      // Untouched is unchanged, whatever the text would be read as now.
      const untouched = at.mode === 'change' && at.text === at.initial;
      const chosen = listed(at)[at.highlight] ?? null;
      if (untouched && chosen === null && !holdsSet(column)) {
        set(null);
        return true;
      }
      if (untouched && isUnread(value) && chosen === null) {
        set(null);
        return true;
      }
      const read = readEdit(at.text, chosen, at.members, column, source.context);
      if (read.ok) finish(at, read.value, read.records);
      else set({ ...at, reason: read.reason });
      return read.ok;
    },
    cancel: () => set(null),
    choose: (candidate) => {
      const at = now.current;
      if (at === null) return true;
      const { column } = at.target;
      if (holdsSet(column) && at.members.includes(candidate.id)) {
        const members = at.members.filter((member) => member !== candidate.id);
        set({ ...at, members, text: '', initial: '' });
        return false;
      }
      const read = readEdit(at.text, candidate, at.members, column, source.context);
      if (!read.ok) {
        set({ ...at, reason: read.reason });
        return false;
      }
      if (!holdsSet(column) || candidate.makes === true) {
        finish(at, read.value, read.records);
        return true;
      }
      const members = isMemberSet(read.value) ? read.value : [];
      set({ ...at, members, text: '', initial: '', highlight: -1 });
      return false;
    },
    asChange: () => {
      if (now.current !== null) set({ ...now.current, mode: 'change' });
    },
  };
};

/** Sets are searched for the next member; everything else begins as it would be typed. */
const initialText = ({ column, value }: EditTarget, { context }: CandidateSource): string => {
  if (isUnread(value)) return value.unread;
  return holdsSet(column) ? '' : typedForm(value, column, context);
};

const separators = /[,，、;；\r\n]/;

const candidatesOf = (
  { target: { column }, text, initial, mode }: Editing,
  source: CandidateSource,
): readonly Candidate[] => {
  // Several names at once are read as a list, not searched for.
  if (holdsSet(column) && separators.test(text)) return [];
  const untouched = mode === 'change' && text === initial;
  return candidatesFor(untouched ? '' : text, column, source);
};

/** The cell's own value at first; then the best match of what is typed. */
const firstHighlight = (editing: Editing, source: CandidateSource): number => {
  const { target, text, initial, mode } = editing;
  const candidates = candidatesOf(editing, source);
  if (mode === 'change' && text === initial)
    return candidates.findIndex(({ id }) => id !== '' && id === target.value);
  return foldName(text) === '' || candidates.length === 0 ? -1 : 0;
};
