import { useCallback, useMemo, useRef, useState } from 'react';
import { showCell, type UnreadReason } from '../../shared/columns/index.ts';
import {
  type CellValue,
  type Column,
  foldName,
  holdsSet,
  isMemberSet,
  isUnread,
  toMemberSet,
} from '../../shared/model/index.ts';
import {
  type Candidate,
  type CandidateSource,
  candidatesFor,
  typedForm,
} from '../cells/candidates.ts';
import { readEdit } from '../cells/edits.ts';
import type { Step } from '../store/store.ts';

/** The cell that an editor is for. `row` null: the row under the last one, not made yet. */
export interface EditTarget {
  readonly column: Column;
  readonly row: string | null;
  readonly value: CellValue;
}

/** `replace`: typing began on the closed cell, arrows leave; `change`: arrows move the caret. */
export type EditMode = 'replace' | 'change';

/** Why an editor stays open: the column cannot read its text, or this person may not write there. */
export type Refusal = UnreadReason | 'readOnly';

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
  readonly reason: Refusal | null;
}

export interface Member {
  readonly id: string;
  readonly text: string;
}

export interface CellEditing {
  readonly editing: Editing | null;
  readonly candidates: readonly Candidate[];
  /** What is in the set so far, as people call it. */
  readonly members: readonly Member[];
  /** As of now, before React has drawn. */
  current(): Editing | null;
  /** Answers the text that the editor begins with. */
  open(target: EditTarget, mode: EditMode): string;
  type(text: string): void;
  highlight(by: 1 | -1): void;
  /** Keeps what was typed, `everywhere` in all selected cells. False where that cannot be: the editor stays, and says why. */
  commit(everywhere?: boolean): boolean;
  /** Gives up what is typed; what was put into a set or taken out of it stays so. */
  cancel(): void;
  /** Takes a member out of a set; the editor stays open. */
  drop(member: string): void;
  /** Takes one candidate; in a set it is put in or out and the editor stays open. True if closed. */
  choose(candidate: Candidate): boolean;
  asChange(): void;
}

export interface FinishedEdit {
  readonly target: EditTarget;
  readonly value: CellValue;
  readonly records: Step['records'];
}

interface Desk {
  /** Asked at the end too: a right may be withdrawn while somebody types. */
  mayWrite(target: EditTarget): boolean;
  /** `everywhere`: in all selected cells. */
  write(edit: FinishedEdit, everywhere: boolean): void;
}

export const useCellEditor = (source: CandidateSource, desk: Desk): CellEditing => {
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

  const members = useMemo(
    () =>
      editing === null
        ? []
        : editing.members.map((id) => ({
            id,
            text: showCell([id], editing.target.column, source.context),
          })),
    [editing, source],
  );

  /** True when it was written. */
  const finish = (
    at: Editing,
    value: CellValue,
    records: Step['records'],
    everywhere = false,
  ): boolean => {
    const { target } = at;
    const mayWrite = desk.mayWrite(target);
    set(mayWrite ? null : { ...at, reason: 'readOnly' });
    if (mayWrite) desk.write({ target, value, records }, everywhere);
    return mayWrite;
  };

  return {
    editing,
    candidates,
    members,
    current: () => now.current,
    open: (target, mode) => {
      const initial = mode === 'replace' ? '' : initialText(target, source);
      const members = membersOf(target);
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
    commit: (everywhere = false) => {
      const at = now.current;
      if (at === null) return true;
      const { column, value } = at.target;
      // Untouched is unchanged, whatever the text would be read as now.
      const untouched = at.mode === 'change' && at.text === at.initial && !everywhere;
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
      if (read.ok) return finish(at, read.value, read.records, everywhere);
      set({ ...at, reason: read.reason });
      return false;
    },
    cancel: () => {
      const at = now.current;
      if (at === null) return;
      const { members, target } = at;
      const isSame = members.join() === membersOf(target).join();
      if (isSame || !desk.mayWrite(target)) set(null);
      else finish(at, members.length === 0 ? null : toMemberSet(members), []);
    },
    drop: (member) => {
      const at = now.current;
      if (at !== null) set({ ...at, members: at.members.filter((id) => id !== member) });
    },
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
      if (!holdsSet(column) || candidate.makes === true)
        return finish(at, read.value, read.records);
      const members = isMemberSet(read.value) ? read.value : [];
      set({ ...at, members, text: '', initial: '', highlight: -1 });
      return false;
    },
    asChange: () => {
      if (now.current !== null) set({ ...now.current, mode: 'change' });
    },
  };
};

/** What is in the set that the cell holds; nothing for other columns. */
const membersOf = ({ column, value }: EditTarget): readonly string[] =>
  holdsSet(column) && isMemberSet(value) ? value : [];

/** Sets are searched for the next member; everything else begins as it would be typed. */
const initialText = ({ column, value }: EditTarget, { context }: CandidateSource): string => {
  if (isUnread(value)) return value.unread;
  return holdsSet(column) ? '' : typedForm(value, column, context);
};

const separators = /[,，、;；\r\n]/;

const candidatesOf = (
  { target, text, initial, mode }: Editing,
  source: CandidateSource,
): readonly Candidate[] => {
  const { column } = target;
  // Several names at once are read as a list, not searched for.
  if (holdsSet(column) && separators.test(text)) return [];
  const untouched = mode === 'change' && text === initial;
  const list = candidatesFor(untouched ? '' : text, column, source);
  const present = foldName(text) === '' ? membersOf(target) : [];
  return present.length === 0
    ? list
    : list.toSorted((a, b) => Number(present.includes(b.id)) - Number(present.includes(a.id)));
};

/** The cell's own value at first; then the best match of what is typed. */
const firstHighlight = (editing: Editing, source: CandidateSource): number => {
  const { target, text, initial, mode } = editing;
  const candidates = candidatesOf(editing, source);
  if (mode === 'change' && text === initial)
    return candidates.findIndex(({ id }) => id !== '' && id === target.value);
  return foldName(text) === '' || candidates.length === 0 ? -1 : 0;
};
