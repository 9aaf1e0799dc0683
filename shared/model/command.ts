import type { CellValue } from './value.ts';

/**
 * What someone asks a ledger for. Every way in (grid, paste, API, rules, undo, recovery) makes
 * these, and `shared/documents` applies them.
 */
export type LedgerCommand = SetCells | SetMembers | AddRows | DeleteRows | RestoreRows | SetLayer;

export interface SetCells {
  readonly type: 'setCells';
  readonly table: string;
  readonly cells: readonly CellWrite[];
}

export interface CellWrite {
  readonly row: string;
  readonly column: string;
  /** For columns that hold a set: the whole new set; only the difference is written. */
  readonly value: CellValue;
  /**
   * What the author saw. When present, the write happens only where the cell still holds it;
   * elsewhere it becomes a miss. Undo and recovery always set it.
   */
  readonly was?: CellValue;
}

/**
 * Adds to and takes from cells that hold a set or nothing; what is there or gone already is left
 * alone. Where a text stands nothing happens, and that is a miss.
 */
export interface SetMembers {
  readonly type: 'setMembers';
  readonly table: string;
  readonly cells: readonly MemberWrite[];
}

export interface MemberWrite {
  readonly row: string;
  readonly column: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export interface AddRows {
  readonly type: 'addRows';
  readonly table: string;
  readonly rows: readonly NewRow[];
}

export interface NewRow {
  readonly id: string;
  readonly values: Readonly<Record<string, CellValue>>;
}

/** Puts rows into the recycle bin. `at` in ms since 1970. */
export interface DeleteRows {
  readonly type: 'deleteRows';
  readonly table: string;
  readonly rows: readonly string[];
  readonly at: number;
}

export interface RestoreRows {
  readonly type: 'restoreRows';
  readonly table: string;
  readonly rows: readonly string[];
}

/** Takes a whole import back, or brings it again: one write, however many rows it has. */
export interface SetLayer {
  readonly type: 'setLayer';
  readonly layer: string;
  readonly state: 'active' | 'undone';
}

/**
 * What someone asks the workspace for: properties of one table, column, option, tag or group,
 * each merged by itself, so that one person's rename and another's new colour both stay.
 */
export interface SetRecord {
  readonly type: 'setRecord';
  readonly collection: Collection;
  /** `table`, `table/column`, `table/column/option`, or the id of a tag, group or pipeline. */
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What the author saw; a property that holds something else by now is left alone. */
  readonly was?: Readonly<Record<string, unknown>>;
}

export const collections = [
  'tables',
  'columns',
  'options',
  'tags',
  'tagGroups',
  'pipelines',
  'people',
] as const;
export type Collection = (typeof collections)[number];
