import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { JournalEntry } from './journalEntry.ts';

/** Where the journal outlives its tab. */
export interface JournalStore {
  /** False where the browser keeps nothing, as in some private windows. */
  readonly isKept: boolean;
  /** Says that this tab lives and answers for its entries. */
  register(tab: string): Promise<void>;
  /** False once another tab took this one for dead and its entries for its own. */
  isRegistered(tab: string): Promise<boolean>;
  /** What stands here as this tab's, oldest first. */
  entriesOf(tab: string): Promise<JournalEntry[]>;
  put(entry: JournalEntry): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /**
   * Makes the entries of this user's dead tabs `tab`'s own, in one transaction, so that two tabs
   * that start at once never both have them. Oldest first.
   */
  claim(user: string, tab: string, alive: ReadonlySet<string>): Promise<JournalEntry[]>;
  close(): void;
}

interface Schema extends DBSchema {
  entries: { key: string; value: JournalEntry; indexes: { user: string } };
  tabs: { key: string; value: { id: string } };
}

/** In IndexedDB; in memory where there is none. */
export const openJournalStore = async (name: string): Promise<JournalStore> => {
  try {
    return storeIn(await openDatabase(name));
  } catch {
    return storeInMemory();
  }
};

const openDatabase = (name: string): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(name, 1, {
    upgrade: (database) => {
      database.createObjectStore('entries', { keyPath: 'id' }).createIndex('user', 'user');
      database.createObjectStore('tabs', { keyPath: 'id' });
    },
  });

const storeIn = (database: IDBPDatabase<Schema>): JournalStore => ({
  isKept: true,
  register: async (tab) => {
    await database.put('tabs', { id: tab });
  },
  isRegistered: async (tab) => (await database.getKey('tabs', tab)) !== undefined,
  // In the order of their ids.
  entriesOf: async (tab) => (await database.getAll('entries')).filter((entry) => entry.tab === tab),
  put: async (entry) => {
    await database.put('entries', entry);
  },
  remove: async (ids) => {
    const transaction = database.transaction('entries', 'readwrite');
    await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
  },
  claim: async (user, tab, alive) => {
    const transaction = database.transaction(['entries', 'tabs'], 'readwrite');
    const entries = transaction.objectStore('entries');
    const tabs = transaction.objectStore('tabs');
    for (const id of await tabs.getAllKeys()) if (!alive.has(id)) await tabs.delete(id);
    const orphans = (await entries.index('user').getAll(user))
      .filter((entry) => !alive.has(entry.tab))
      .map((entry) => ({ ...entry, tab }));
    for (const orphan of orphans) await entries.put(orphan);
    await transaction.done;
    return orphans.sort((a, b) => (a.id < b.id ? -1 : 1));
  },
  close: () => database.close(),
});

const storeInMemory = (): JournalStore => ({
  isKept: false,
  register: async () => {},
  isRegistered: async () => true,
  entriesOf: async () => [],
  put: async () => {},
  remove: async () => {},
  claim: async () => [],
  close: () => {},
});
