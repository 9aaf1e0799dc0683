import type { DocumentName } from '../../shared/protocol/documents.ts';
import {
  type JournalEntry,
  type NoteEntry,
  type Refused,
  type ToSettle,
  toSettle,
  type UploadEntry,
  type WrittenEntry,
} from './journalEntry.ts';
import type { JournalStore } from './journalStore.ts';

/**
 * What this tab answers for: every step from the moment that it was made until it is on the
 * server's disk, or its author has seen that it could not be. Read from memory, written through.
 */
export interface Journal {
  /** False when a closed tab would lose what is not saved. */
  readonly isKept: boolean;
  /** How many entries the server has not judged; the edits of one note count as one. */
  readonly unsaved: number;
  /** The same array until it changes. */
  toSettle(): readonly ToSettle[];
  written(document: DocumentName): readonly WrittenEntry[];
  /** Edits of a note that the server has not judged. */
  notes(document: DocumentName): readonly NoteEntry[];
  uploads(): readonly UploadEntry[];
  documents(): readonly DocumentName[];
  add(entry: JournalEntry): void;
  remove(ids: readonly string[]): void;
  /** The server did not take the entry as it was written. */
  judge(id: string, outcome: 'conflict' | 'refused', reason?: Refused): void;
  /** Takes over what dead tabs left. */
  claim(user: string, alive: ReadonlySet<string>): Promise<void>;
  /** False once another tab took this one for dead and its entries for its own. */
  isRegistered(): Promise<boolean>;
  /**
   * Forgets what another tab answers for now, and begins anew with what was made since it took
   * that over.
   */
  surrender(): Promise<void>;
  close(): void;
}

export const createJournal = (
  opening: Promise<JournalStore>,
  tab: string,
  changed: () => void,
): Journal => {
  const entries = new Map<string, JournalEntry>();
  let isKept = true;
  let notices: readonly ToSettle[] | null = null;

  /** A full disk or a closed database: the entries live on in this tab only, and it says so. */
  const lost = (): void => {
    if (!isKept) return;
    isKept = false;
    changed();
  };
  const store = opening.then(async (opened) => {
    if (!opened.isKept) lost();
    await opened.register(tab).catch(lost);
    return opened;
  });
  const keep = (write: (opened: JournalStore) => Promise<void>): void => {
    store.then(write).catch(lost);
  };
  const put = (entry: JournalEntry): void => {
    entries.set(entry.id, entry);
    keep((opened) => opened.put(entry));
    tell();
  };
  const tell = (): void => {
    notices = null;
    changed();
  };

  return {
    get isKept() {
      return isKept;
    },
    get unsaved() {
      let count = 0;
      const notes = new Set<DocumentName>();
      for (const entry of entries.values())
        if (!isUnjudged(entry)) continue;
        else if (entry.kind === 'note') notes.add(entry.document);
        else count++;
      return count + notes.size;
    },
    toSettle: () => {
      notices ??= [...entries.values()].flatMap((entry) => toSettle(entry) ?? []);
      return notices;
    },
    written: (document) =>
      [...entries.values()].filter(
        (entry): entry is WrittenEntry =>
          entry.kind === 'written' && entry.document === document && entry.outcome === null,
      ),
    notes: (document) =>
      [...entries.values()].filter(
        (entry): entry is NoteEntry =>
          entry.kind === 'note' && entry.document === document && entry.outcome === null,
      ),
    uploads: () =>
      [...entries.values()].filter((entry): entry is UploadEntry => entry.kind === 'upload'),
    documents: () => [
      ...new Set([...entries.values()].filter(isUnjudged).map(({ document }) => document)),
    ],
    add: put,
    remove: (ids) => {
      const known = ids.filter((id) => entries.delete(id));
      if (known.length === 0) return;
      keep((opened) => opened.remove(known));
      tell();
    },
    judge: (id, outcome, reason) => {
      const entry = entries.get(id);
      if (entry?.kind === 'written')
        put({ ...entry, outcome, ...(reason !== undefined && { reason }) });
    },
    claim: async (user, alive) => {
      const orphans = await (await store).claim(user, tab, alive).catch(() => []);
      for (const orphan of orphans) entries.set(orphan.id, orphan);
      if (orphans.length > 0) tell();
    },
    isRegistered: async () => (await store).isRegistered(tab).catch(() => true),
    surrender: async () => {
      entries.clear();
      const opened = await store;
      await opened.register(tab).catch(lost);
      for (const entry of await opened.entriesOf(tab).catch(() => [])) entries.set(entry.id, entry);
      tell();
    },
    close: () => void store.then((opened) => opened.close()),
  };
};

const isUnjudged = (entry: JournalEntry): boolean =>
  entry.kind === 'upload' || entry.outcome === null;
