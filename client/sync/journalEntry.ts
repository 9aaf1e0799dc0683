import type { CellValue, LedgerCommand, SetRecord } from '../../shared/model/index.ts';
import type { DocumentName } from '../../shared/protocol/documents.ts';
import type { Failure } from '../api/failure.ts';
import { wordsIn } from './noteWords.ts';

/** What the server says, or the client finds out of its answer. */
export type Refused = Failure['code'];

/** Something that a person did here and that is not known to be on the server's disk. */
export type JournalEntry = WrittenEntry | UploadEntry | NoteEntry;

interface EntryBase {
  /** ULID: entries in the order of their ids are in the order in which they were made. */
  readonly id: string;
  readonly document: DocumentName;
  readonly user: string;
  /** The tab that answers for it. */
  readonly tab: string;
  /** ms since 1970 */
  readonly at: number;
}

/** Commands that were applied to this browser's copy of the document. */
export interface WrittenEntry extends EntryBase {
  readonly kind: 'written';
  readonly commands: readonly (LedgerCommand | SetRecord)[];
  /** Where they stand in the copy that they were applied to: client id and exclusive end clock. */
  readonly generation: number | null;
  readonly client: number;
  readonly clock: number;
  /** Set when the server has judged it: what it did not take stays until the person has seen it. */
  readonly outcome: 'conflict' | 'refused' | null;
  /** Why it was refused, where the server said. */
  readonly reason?: Refused;
}

/** New rows on their way to the server as segments. `id` is the layer's. */
export interface UploadEntry extends EntryBase {
  readonly kind: 'upload';
  readonly table: string;
  readonly rows: number;
  /** Arrow bytes of each block. */
  readonly blocks: readonly Uint8Array[];
}

/** Edits of a note, as Yjs has them: they stand where they were made, among what others wrote. */
export interface NoteEntry extends EntryBase {
  readonly kind: 'note';
  /** Yjs, format 1. */
  readonly update: Uint8Array;
  readonly generation: number | null;
  /** Client id of the copy that the edits stand in. */
  readonly client: number;
  /** How often the server has refused a copy in which they stood. */
  readonly refusals: number;
  /** Set when the server has judged it. */
  readonly outcome: 'refused' | null;
}

/** What the server did not take as it was written, in words that a screen can show. */
export interface ToSettle {
  readonly id: string;
  readonly outcome: 'conflict' | 'refused';
  /** Why it was refused; null where nobody said. */
  readonly reason: Refused | null;
  /** ms since 1970, when it was written. */
  readonly at: number;
  readonly document: DocumentName;
  readonly writes: readonly {
    readonly table: string;
    readonly row: string;
    readonly column: string;
    readonly value: CellValue;
  }[];
  /** Everything, for what is not a cell: rows put into the bin, names of tables. */
  readonly commands: readonly (LedgerCommand | SetRecord)[];
  /** What was written into a note: its words, empty when only formats or deletions are lost. */
  readonly note: { readonly text: string } | null;
}

export const toSettle = (entry: JournalEntry): ToSettle | null => {
  if (entry.kind === 'upload' || entry.outcome === null) return null;
  const { id, outcome, at, document } = entry;
  const reason = entry.kind === 'written' ? (entry.reason ?? null) : null;
  const about = { id, outcome, reason, at, document };
  return entry.kind === 'note'
    ? { ...about, writes: [], commands: [], note: { text: wordsIn(entry.update) } }
    : { ...about, writes: entry.commands.flatMap(writesOf), commands: entry.commands, note: null };
};

const writesOf = (command: LedgerCommand | SetRecord): ToSettle['writes'][number][] => {
  switch (command.type) {
    case 'setCells':
      return command.cells.map(({ row, column, value }) => ({
        table: command.table,
        row,
        column,
        value,
      }));
    case 'setMembers':
      return command.cells.map(({ row, column, add }) => ({
        table: command.table,
        row,
        column,
        value: add,
      }));
    case 'addRows':
      return command.rows.flatMap(({ id, values }) =>
        Object.entries(values).map(([column, value]) => ({
          table: command.table,
          row: id,
          column,
          value,
        })),
      );
    default:
      return [];
  }
};
