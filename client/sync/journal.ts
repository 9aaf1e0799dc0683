import type { DocumentName } from '../../shared/protocol/documents.ts';
import {
  type JournalEntry,
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
  /** Entries that the server has not judged. */
  readonly unsaved: number;
  /** The same array until it changes. */
  toSettle(): readonly ToSettle[];
  written(document: DocumentName): readonly WrittenEntry[];
  uploads(): readonly UploadEntry[];
  documents(): readonly DocumentName[];
  add(entry: JournalEntry): void;
  remove(ids: readonly string[]): void;
  /** The server did not take the entry as it was written. */
  judge(id: string, outcome: 'conflict' | 'refused'): void;
  /** Takes over what dead tabs left. */
  claim(user: string, tab: string, alive: ReadonlySet<string>): Promise<void>;
  isRegistered(): Promise<boolean>;
  /** Forgets everything here, since another tab answers for it now, and begins anew. */
  surrender(): Promise<void>;
  close(): void;
}

export const createJournal = async (
  store: JournalStore,
  tab: string,
  changed: () => void,
): Promise<Journal> => {
  const entries = new Map<string, JournalEntry>();
  let isKept = store.isKept;
  let notices: readonly ToSettle[] | null = null;

  /** A full disk or a closed database: the entries live on in this tab only, and it says so. */
  const lost = (): void => {
    if (!isKept) return;
    isKept = false;
    changed();
  };
  const put = (entry: JournalEntry): void => {
    entries.set(entry.id, entry);
    store.put(entry).catch(lost);
  };
  const tell = (): void => {
    notices = null;
    changed();
  };
  const unjudged = (entry: JournalEntry): boolean =>
    entry.kind === 'upload' || entry.outcome === null;

  await store.register(tab).catch(lost);

  return {
    get isKept() {
      return isKept;
    },
    get unsaved() {
      let count = 0;
      for (const entry of entries.values()) if (unjudged(entry)) count++;
      return count;
    },
    toSettle: () => {
      notices ??= [...entries.values()].flatMap(
        (entry) => (entry.kind === 'written' ? toSettle(entry) : null) ?? [],
      );
      return notices;
    },
    written: (document) =>
      [...entries.values()].filter(
        (entry): entry is WrittenEntry =>
          entry.kind === 'written' && entry.document === document && entry.outcome === null,
      ),
    uploads: () =>
      [...entries.values()].filter((entry): entry is UploadEntry => entry.kind === 'upload'),
    documents: () => [
      ...new Set([...entries.values()].filter(unjudged).map(({ document }) => document)),
    ],
    add: (entry) => {
      put(entry);
      tell();
    },
    remove: (ids) => {
      const known = ids.filter((id) => entries.delete(id));
      if (known.length === 0) return;
      store.remove(known).catch(lost);
      tell();
    },
    judge: (id, outcome) => {
      const entry = entries.get(id);
      if (entry?.kind !== 'written') return;
      put({ ...entry, outcome });
      tell();
    },
    claim: async (user, self, alive) => {
      const orphans = await store.claim(user, self, alive).catch(() => []);
      for (const orphan of orphans) entries.set(orphan.id, orphan);
      if (orphans.length > 0) tell();
    },
    isRegistered: () => store.isRegistered(tab).catch(() => true),
    surrender: async () => {
      entries.clear();
      tell();
      await store.register(tab).catch(lost);
    },
    close: () => store.close(),
  };
};
