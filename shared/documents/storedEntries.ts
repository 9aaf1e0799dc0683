import * as Y from 'yjs';
import type { Entry, Id } from './keyOrder.ts';

/** A key of a root map. */
export interface Place {
  readonly map: string;
  readonly key: string;
}

/** An entry as a document holds it. */
export interface StoredEntry extends Entry {
  readonly deleted: boolean;
  readonly value: unknown;
}

/** What is left of one write: Yjs forgets the value of one that was overwritten. */
export interface StoredWrite {
  readonly place: Place;
  readonly origin: Id | null;
  readonly content: { readonly value: unknown } | null;
}

/** What a document holds under each key, as Yjs keeps it; for reading only. */
export interface StoredEntries {
  /** The next clock of a client: 0 for one that is not here. */
  state(client: number): number;
  /** The key under which a write stands; null when it is not the entry of a root map. */
  placeOf(id: Id): Place | null;
  /** The write that has this id, as far as it is still told from its neighbours. */
  written(id: Id): StoredWrite | null;
  /** The entry that readers see now. */
  standing(place: Place): StoredEntry | undefined;
  /** Every entry that was ever written there. */
  all(place: Place): readonly StoredEntry[];
  /** Calls back for each live entry of `client` with from ≤ clock < to. */
  eachLive(client: number, from: number, to: number, visit: (id: Id) => void): void;
}

export const storedEntries = (doc: Y.Doc): StoredEntries => {
  const { clients } = doc.store;

  const item = (id: Id): Y.Item | null => {
    const structs = clients.get(id.client);
    if (structs === undefined || id.clock >= Y.getState(doc.store, id.client)) return null;
    const struct = structs[Y.findIndexSS(structs, id.clock)];
    return struct instanceof Y.Item ? struct : null;
  };

  const placeIn = (found: Y.Item | null): Place | null => {
    const map = found === null ? undefined : rootName(doc, found.parent);
    const key = found?.parentSub ?? null;
    return map === undefined || key === null ? null : { map, key };
  };

  const last = ({ map, key }: Place): Y.Item | undefined => doc.share.get(map)?._map.get(key);

  return {
    state: (client) => Y.getState(doc.store, client),
    placeOf: (id) => placeIn(item(id)),
    written: (id) => {
      const found = item(id);
      const place = placeIn(found);
      if (found === null || place === null) return null;
      // Overwritten writes of one client that follow each other are kept as one.
      const isFirst = found.id.clock === id.clock;
      return {
        place,
        origin: isFirst ? found.origin : { client: id.client, clock: id.clock - 1 },
        content:
          found.content instanceof Y.ContentAny
            ? { value: found.content.arr[id.clock - found.id.clock] }
            : null,
      };
    },
    standing: (place) => {
      const found = last(place);
      return found === undefined ? undefined : toStored(found);
    },
    all: (place) => {
      const entries: StoredEntry[] = [];
      for (let at = last(place) ?? null; at !== null; at = at.left) entries.push(toStored(at));
      return entries;
    },
    eachLive: (client, from, to, visit) => {
      const structs = clients.get(client);
      const end = Math.min(to, Y.getState(doc.store, client));
      if (structs === undefined || from >= end) return;
      for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
        const struct = structs[i]!;
        if (struct.id.clock >= end) return;
        if (!struct.deleted) visit(struct.id);
      }
    },
  };
};

const rootNames = new WeakMap<object, string>();

/** Yjs itself would go through all root types each time. */
const rootName = (doc: Y.Doc, type: Y.Item['parent']): string | undefined => {
  if (!(type instanceof Y.AbstractType) || type._item !== null) return undefined;
  if (!rootNames.has(type)) for (const [name, root] of doc.share) rootNames.set(root, name);
  return rootNames.get(type);
};

const toStored = ({ id, length, origin, deleted, content }: Y.Item): StoredEntry => ({
  client: id.client,
  clock: id.clock,
  length,
  origin,
  deleted,
  value: content instanceof Y.ContentAny ? content.arr.at(-1) : undefined,
});
