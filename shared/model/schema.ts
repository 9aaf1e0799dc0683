import { isSchemaId } from './ids.ts';
import type { Name } from './language.ts';

/** A table of rows. `kind` switches on special abilities; tables that people make are `plain`. */
export interface Table {
  readonly id: string;
  readonly kind: TableKind;
  /** Stable name in the API; the id for built-in tables. */
  readonly key: string;
  readonly name: Name;
  /** Position among tables: an order key. */
  readonly order: string;
  /** Taken out of use at (ms), its rows untouched; 0 when its making was undone; null in use. */
  readonly deletedAt: number | null;
}

export const tableKinds = ['plain', 'customers', 'followUps', 'deals', 'tasks'] as const;
export type TableKind = (typeof tableKinds)[number];

export const columnTypes = [
  'text',
  'number',
  'currency',
  'date',
  'checkbox',
  'select',
  'tags',
  'person',
  'phone',
  'link',
  'formula',
] as const;
export type ColumnTypeId = (typeof columnTypes)[number];

export interface Column {
  readonly id: string;
  readonly table: string;
  readonly type: ColumnTypeId;
  /** Stable name in the API, unique in its table; the id for built-in columns. */
  readonly key: string;
  readonly name: Name;
  readonly order: string;
  /** Pixels, as shared by everyone; a person's own width is in `me`. */
  readonly width: number;
  readonly deletedAt: number | null;
  readonly settings: ColumnSettings;
}

/** Only what the column's type uses is set. */
export interface ColumnSettings {
  /** person, link: several members, stored as a set. Fixed when the column is made. */
  readonly multiple?: boolean;
  /** link: the table whose rows are linked. */
  readonly linkedTable?: string;
  /** number, currency: digits after the point; absent means as many as there are. */
  readonly decimals?: number;
  /** currency: ISO 4217. */
  readonly currency?: string;
  /**
   * formula: what is computed, beginning with `=`; in the stored form of `shared/formulas`, which
   * names columns and options by id.
   */
  readonly formula?: string;
  /** formula: the kind of its results, found when it was written; text when absent. */
  readonly result?: FormulaResult;
  /** formula: results that are grades, the best first: they are shown and sorted as such. */
  readonly grades?: readonly string[];
}

export const formulaResults = ['text', 'number', 'date', 'checkbox'] as const;
export type FormulaResult = (typeof formulaResults)[number];

/** True for columns whose cells nobody writes: they follow from the others of their row. */
export const isComputed = (column: Pick<Column, 'type'>): boolean => column.type === 'formula';

/** True for columns whose cells are sets merged by member: concurrent additions all stay. */
export const holdsSet = (column: Pick<Column, 'type' | 'settings'>): boolean =>
  column.type === 'tags' ||
  ((column.type === 'person' || column.type === 'link') && column.settings.multiple === true);

/** One choice of a select column. Its id derives from its name when a person makes it. */
export interface Option {
  readonly id: string;
  readonly table: string;
  readonly column: string;
  readonly name: Name;
  readonly order: string;
  /** One of `optionColors`, or null for none. */
  readonly color: string | null;
  readonly deletedAt: number | null;
  /** For a stage: its pipeline. Null for options of no pipeline: a column's first one takes them in. */
  readonly pipeline: string | null;
  /** For a stage at which deals end. */
  readonly outcome: Outcome | null;
  /**
   * Its name with its pipeline's, where a stage of another pipeline has the same one: what cells
   * show. Lists of options in use say it; it is not stored.
   */
  readonly label?: Name;
}

export const outcomes = ['won', 'lost'] as const;
export type Outcome = (typeof outcomes)[number];

/** A way that deals go: the stages of a select column that name it, in order. */
export interface Pipeline {
  readonly id: string;
  readonly table: string;
  /** The select column whose options are its stages. */
  readonly column: string;
  readonly name: Name;
  readonly order: string;
  readonly deletedAt: number | null;
}

export const optionColors = ['slate', 'blue', 'teal', 'green', 'violet', 'rose', 'amber'] as const;

/** A label of the vocabulary that all tables share. Its id derives from group and name. */
export interface Tag {
  readonly id: string;
  readonly name: Name;
  /** Id of its group; null for tags that were typed or pasted without one. */
  readonly group: string | null;
  readonly order: string;
  readonly color: string | null;
  readonly deletedAt: number | null;
}

export interface TagGroup {
  readonly id: string;
  readonly name: Name;
  readonly order: string;
  readonly deletedAt: number | null;
}

/** A member of the workspace as everyone sees them; written by the server only. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** CSS colour of their presence, e.g. `#7a4fb5`. */
  readonly color: string;
  /** False once they left: they keep their name on what they did. */
  readonly active: boolean;
}

export type Level = 'read' | 'write';
export const roles = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Columns that every table has and no screen lists: a row's place and its recycle-bin mark. */
export const orderColumn = '$order';
export const boardOrderColumn = '$boardOrder';
export const deletedColumn = '$deleted';
export const systemColumns = [orderColumn, boardOrderColumn, deletedColumn] as const;
const knownSystemColumns: ReadonlySet<string> = new Set(systemColumns);
/** Ids under which a cell may be written: those of the workspace's columns and the system's own. */
export const isColumnId = (id: string): boolean => isSchemaId(id) || knownSystemColumns.has(id);
export const isSystemColumn = (id: string): boolean => id.startsWith('$');
