import type { ColumnContext } from '../../shared/columns/columnType.ts';
import type { Me, Workspace } from '../../shared/documents/index.ts';
import type { FormulaProblem } from '../../shared/formulas/index.ts';
import type {
  CellValue,
  Change,
  FormulaResult,
  LedgerCommand,
  Level,
  Miss,
  SetRecord,
} from '../../shared/model/index.ts';
import type { Condition } from '../../shared/query/filter.ts';
import type { Lane } from '../../shared/query/lanes.ts';
import type { WorkspaceSession } from '../app/session.ts';
import type { ToSettle } from '../sync/journalEntry.ts';
import type { Note } from '../sync/openNotes.ts';

/**
 * What screens read and write through: the union of the ledgers that this person may read, as if
 * it were one. Screens never see a document, a ledger's maps or a connection.
 */
export interface Store extends WorkspaceSession {
  readonly workspace: Workspace;
  readonly me: Me;
  /** What column types need to know; a new object whenever people, tags, options or titles change. */
  context(): ColumnContext;
  /** The same object at every call. */
  table(id: string): TableRows;
  openView(query: ViewQuery): View;
  /** The note of a row; whoever opens it closes it. */
  openNote(ledger: string, row: string): Note;
  /** The rows of a table by what they have in a select column. */
  openBoard(query: BoardQuery): Board;

  /**
   * Does commands at once, here and (when connected) everywhere, as one step of undo. `records`
   * go first. Cell commands name rows; the store knows their ledgers. New rows go to the ledger of
   * the customer that they link to, else to one's default ledger.
   * More than 500 new rows are sealed and uploaded: `uploaded` settles when they are durable.
   */
  dispatch(step: Step): Dispatched;
  undo(): UndoResult | null;
  redo(): UndoResult | null;
  readonly history: { readonly canUndo: boolean; readonly canRedo: boolean };
  newRowId(): string;
  /** Where new rows without a parent go, and whether this person may write anything at all. */
  readonly mayWrite: boolean;
  mayWriteRow(table: string, row: number): boolean;

  /**
   * Reads a formula as it was typed and tries it, without writing anything. `column` is the one
   * whose formula it is to be, if there is one yet.
   */
  tryFormula(table: string, text: string, column?: string): Promise<FormulaTrial>;

  /** Tells everyone in the ledger of the row where this person is. Null: nowhere. */
  setPresence(at: CellPlace | null, typing: boolean): void;
  /** Where others are, in one table. The same array until it changes; see `subscribe`. */
  presence(table: string): readonly PeerCell[];

  /**
   * What the server did not take as it was written, with the text: shown until dismissed.
   * The same array until it changes; see `subscribe`.
   */
  toSettle(): readonly ToSettle[];
  dismiss(id: string): void;
  /** False where the browser keeps nothing: what is unsaved would be lost with the tab. */
  readonly isJournalKept: boolean;
}

export type FormulaTrial =
  | {
      readonly ok: true;
      /** The form that is stored in the column's settings. */
      readonly formula: string;
      readonly result: FormulaResult;
      /** What it comes to in the first rows that are listed. */
      readonly rows: readonly { readonly row: number; readonly value: CellValue }[];
    }
  | { readonly ok: false; readonly problem: FormulaProblem };

export interface Step {
  readonly records?: readonly SetRecord[];
  readonly commands: readonly LedgerCommand[];
}

export interface Dispatched {
  readonly misses: readonly Miss[];
  /** Null unless rows are being uploaded as segments. */
  readonly upload: Upload | null;
}

export interface Upload {
  readonly rows: number;
  /** 0 … 1 */
  onProgress(listener: (share: number) => void): void;
  /** Takes the whole step back; nothing of it stays. */
  cancel(): void;
  /** Rejects with a Problem when the server refused; waits and tries again when it is away. */
  readonly settled: Promise<void>;
}

export interface UndoResult {
  /** How many cells and rows were taken back, and which were not because they changed since. */
  readonly done: number;
  readonly misses: readonly Miss[];
  /** Where to look: the table, and the first row and column that changed as far as there is one. */
  readonly at: UndoPlace | null;
}

export interface UndoPlace {
  readonly table: string;
  readonly row: string | null;
  readonly column: string | null;
}

export interface CellPlace {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

export interface PeerCell extends CellPlace {
  readonly person: string;
  readonly name: string;
  readonly color: string;
  readonly typing: boolean;
}

/** Rows of a table over all ledgers, as dense numbers that are never reused. */
export interface TableRows {
  readonly id: string;
  readonly size: number;
  rowId(row: number): string;
  rowOf(id: string): number | undefined;
  ledgerOf(row: number): string;
  isListed(row: number): boolean;
  cell(row: number, column: string): CellValue;
  /** A reader for going over many rows. Good until the next change. */
  scan(column: string): (row: number) => CellValue;
  orderKey(row: number): string;
  subscribe(listener: (update: RowsUpdate) => void): () => void;
}

export interface RowsUpdate {
  /** Numbers of rows with at least one changed cell; empty when `changes` is empty. */
  readonly changes: readonly (Change & { readonly number: number })[];
  /** Rows that became known: from … to - 1. */
  readonly added: readonly { readonly from: number; readonly to: number }[];
  /** True when anything may have changed: a ledger was opened or closed, an import undone. */
  readonly all: boolean;
  /** Set with `all` when every row that was here holds what it held. */
  readonly kept?: boolean;
}

export interface ViewQuery {
  readonly table: string;
  readonly filter: Condition | null;
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  /** Rows in the recycle bin instead of rows in use. */
  readonly bin?: boolean;
}

/** Rows in the order in which they are shown, kept up to date while others edit. */
export interface View {
  /** The same object until rows or their order changed. */
  snapshot(): ViewSnapshot;
  subscribe(listener: () => void): () => void;
  /** Sorts and filters by something else; `snapshot().busy` until the new order is there. */
  update(query: ViewQuery): void;
  close(): void;
}

export interface ViewSnapshot {
  /** Row numbers of the table. */
  readonly rows: Uint32Array | readonly number[];
  /** Rows in use before the filter. */
  readonly total: number;
  readonly busy: boolean;
  /** False until every ledger and segment of the first load is here: show the skeleton. */
  readonly ready: boolean;
}

export interface BoardQuery {
  readonly table: string;
  /** The select column whose options are the lanes. */
  readonly column: string;
  readonly filter: Condition | null;
  /** The column of numbers that each lane adds up. */
  readonly sum: string | null;
}

/** Rows in lanes, kept up to date while others edit. */
export interface Board {
  readonly query: BoardQuery;
  /** The same object until something on the board changed; lanes that did not are the same too. */
  snapshot(): BoardSnapshot;
  /** Told in the same turn as the change. */
  subscribe(listener: () => void): () => void;
  /** Shows something else; `snapshot().busy` until it is there. */
  update(query: BoardQuery): void;
  close(): void;
}

export interface BoardSnapshot {
  /**
   * By option id: every option in use has a lane, and so has none (`''`), where rows stand whose
   * option is out of use, or whose text could not be read. Empty until it is there.
   */
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly busy: boolean;
  /** False until every ledger and segment of the first load is here: show the skeleton. */
  readonly ready: boolean;
}

export interface LedgerAccess {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
}
