import type { Logger } from 'pino';
import { noteName, parseDocumentName } from '../../shared/protocol/documents.ts';
import { foldText } from '../../shared/query/fold.ts';
import type { Documents, NoteReader } from '../documents/index.ts';
import { StorageError } from '../storage/errors.ts';
import type { LogStore } from '../storage/port.ts';
import type { NotesStore, NoteText } from './notesStore.ts';
import { createTurns } from './turns.ts';

/**
 * The texts of all notes, following the log: what was written while this ran is told by commits,
 * what was written before is found by comparing how far each note has come. Nothing here ever
 * holds up an append.
 */
export interface Notes {
  /**
   * Notes of a ledger that show `query` in any case and width, whether their rows are listed or
   * not, by row id from the greatest below `before`; as of the last commit before the call or later.
   */
  find(
    ledger: string,
    query: string,
    before: string | null,
    limit: number,
  ): Promise<readonly NoteText[]>;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

export interface NotesOptions {
  readonly store: NotesStore;
  readonly log: Pick<LogStore, 'heads'>;
  readonly documents: Pick<Documents, 'onCommitted'>;
  readonly readNote: NoteReader;
  readonly logger: Logger;
}

/** ms; only how soon texts follow while nobody asks for them. */
const lookEvery = 1_000;

export const createNotes = async (options: NotesOptions): Promise<Notes> => {
  const { store, log, documents, readNote, logger } = options;
  /** Ledger → rows whose notes were written since their text was read. */
  const due = new Map<string, Set<string>>();
  let isClosed = false;
  /** The disk is full. */
  let isStuck = false;

  const follow = (ledger: string, row: string): void => {
    const rows = due.get(ledger);
    if (rows === undefined) due.set(ledger, new Set([row]));
    else rows.add(row);
  };

  const stopListening = documents.onCommitted(({ address }) => {
    if (address.kind === 'note') follow(address.ledger, address.row);
  });
  // Only now: what is committed meanwhile has been told.
  const stored = new Map<string, number>(
    (await store.places()).map((note) => [noteName(note), note.seq]),
  );
  for (const { document, seq } of await log.heads('note/')) {
    const address = parseDocumentName(document);
    if (address?.kind === 'note' && stored.get(document) !== seq)
      follow(address.ledger, address.row);
  }

  /** Null when the note cannot be read now; it is tried again. */
  const read = async (ledger: string, row: string) => {
    try {
      return await readNote(noteName({ ledger, row }));
    } catch (error) {
      logger.warn({ err: error, ledger, row }, 'the text of a note cannot be read now');
      follow(ledger, row);
      return null;
    }
  };

  /** Brings the texts of a ledger up to now. Answers those for which there was no room. */
  const catchUp = async (ledger: string): Promise<readonly NoteText[]> => {
    const rows = [...(due.get(ledger) ?? [])];
    due.delete(ledger);
    const homeless: NoteText[] = [];
    for (const row of rows) {
      const note = isClosed ? null : await read(ledger, row);
      if (note === null) continue;
      try {
        await store.put({ ledger, row, ...note });
        isStuck = false;
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        if (!isStuck) logger.warn({ err: error }, 'texts of notes cannot be projected now');
        isStuck = true;
        homeless.push({ row, text: note.text });
        follow(ledger, row);
      }
    }
    return homeless;
  };

  // One at a time of a ledger, so that no text is put over a later one; ledgers do not wait.
  const { inTurn, isBusy, idle } = createTurns();

  const look = (): void => {
    for (const ledger of due.keys()) {
      if (isBusy(ledger)) continue;
      inTurn(ledger, () => catchUp(ledger)).catch((error: unknown) =>
        logger.error({ err: error, ledger }, 'notes could not be followed'),
      );
    }
  };
  const looking = setInterval(look, lookEvery);
  looking.unref();

  return {
    find: async (ledger, query, before, limit) => {
      const homeless = await inTurn(ledger, () => catchUp(ledger));
      const found = await store.find(ledger, query, before, limit + homeless.length);
      if (homeless.length === 0) return found;
      const newer = new Map(homeless.map((note) => [note.row, note]));
      const wanted = foldText(query);
      const fresh = homeless.filter(
        ({ row, text }) => (before === null || row < before) && foldText(text).includes(wanted),
      );
      return [...found.filter(({ row }) => !newer.has(row)), ...fresh]
        .sort((a, b) => (a.row < b.row ? 1 : -1))
        .slice(0, limit);
    },
    close: async () => {
      isClosed = true;
      clearInterval(looking);
      stopListening();
      await idle();
    },
  };
};
