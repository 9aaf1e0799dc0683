import type * as Y from 'yjs';
import type { Collection } from '../../shared/model/index.ts';

/** How many tables a workspace has, and columns each of them: kept up, never counted. */
export interface RecordCounts {
  /**
   * How many the fullest of those that get new ones would have if all `ids` were made: the
   * workspace of tables, a table of columns. 0 when all of them are there.
   */
  countWith(ids: ReadonlySet<string>, collection: Collection): number;
}

/** Records of the collection by what holds them: columns by their table, tables all together. */
type Held = Map<string, Set<string>>;

export const createRecordCounts = (doc: Y.Doc): RecordCounts => {
  const held = new Map<Collection, Held>();
  for (const collection of ['tables', 'columns'] as const) {
    const holders: Held = new Map();
    const add = (key: string): void => {
      const id = key.slice(0, key.lastIndexOf('/'));
      const holder = holderOf(id);
      const there = holders.get(holder);
      if (there === undefined) holders.set(holder, new Set([id]));
      else there.add(id);
    };
    const map = doc.getMap(collection);
    for (const key of map.keys()) add(key);
    map.observe((event) => {
      for (const key of event.keysChanged) if (key !== null) add(key);
    });
    held.set(collection, holders);
  }
  return {
    countWith: (ids, collection) => {
      const fresh = new Map<string, number>();
      let most = 0;
      for (const id of ids) {
        const holder = holderOf(id);
        const there = held.get(collection)?.get(holder);
        if (there?.has(id)) continue;
        const more = (fresh.get(holder) ?? 0) + 1;
        fresh.set(holder, more);
        most = Math.max(most, (there?.size ?? 0) + more);
      }
      return most;
    },
  };
};

const holderOf = (id: string): string => id.slice(0, Math.max(id.lastIndexOf('/'), 0));
