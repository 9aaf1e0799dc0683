import { type CellValue, isEmpty, isMemberSet } from './value.ts';

/**
 * What a ledger did to one cell; `$deleted` and `$order` included. A row that was made is told as
 * its `$deleted` going from 0 to null.
 */
export interface Change {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly before: CellValue;
  readonly after: CellValue;
}

/** A change of a set, as events keep it: what came and what went, however large the set is. */
export interface MemberChange {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** The change as events keep it: where nothing but a set stood before and after, its members. */
export const toEventChange = (change: Change): Change | MemberChange => {
  const { table, row, column, before, after } = change;
  const [old, now] = [membersOf(before), membersOf(after)];
  if (old === null || now === null || old.size + now.size === 0) return change;
  return {
    table,
    row,
    column,
    added: [...now].filter((member) => !old.has(member)),
    removed: [...old].filter((member) => !now.has(member)),
  };
};

const membersOf = (value: CellValue): ReadonlySet<string> | null =>
  isMemberSet(value) || isEmpty(value) ? new Set(isMemberSet(value) ? value : []) : null;

/** A write that did not happen because the cell no longer held what its author saw. */
export interface Miss {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  /** What the author saw, wanted, and what stands there. */
  readonly was: CellValue;
  readonly wanted: CellValue;
  readonly found: CellValue;
}

/**
 * Two people wrote one cell without seeing each other. Yjs kept `kept`; `overruled` is recorded
 * so that nothing is lost in silence.
 */
export interface Conflict {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly kept: CellValue;
  readonly overruled: CellValue;
}

/** A change that is durably stored, with who and when: what audit, history and rules read. */
export interface LedgerEvent {
  /** Rises by one across all documents of the workspace. */
  readonly id: number;
  readonly document: string;
  /** ms since 1970, the server's clock. */
  readonly at: number;
  /** User id; null for the server itself. */
  readonly by: string | null;
  readonly changes: readonly (Change | MemberChange)[];
  readonly conflicts: readonly Conflict[];
  /** Set when the event is a whole import or large paste: rows are in the layer's segments. */
  readonly layer: string | null;
}
