import * as Y from 'yjs';
import type { Id } from './keyOrder.ts';
import { type NoteType, noteTypeOf, type SharedType } from './noteStructs.ts';

/** A type in a note's tree, in the document or in an update. */
export interface NoteBranch {
  /** The same for the same type: a root's name, or the id under which it came. */
  readonly name: string;
  /** `other` for what no editor makes; nothing may be put there. */
  readonly type: NoteType | 'other';
  /** Of a root: 0. */
  readonly depth: number;
}

/** Where something stands: in the sequence of a type (`key` null) or under a key of it. */
export interface NoteSpot {
  readonly branch: NoteBranch;
  readonly key: string | null;
}

/** What Yjs has thrown away with all around it: whatever hangs on it goes the same way. */
export const collected = 'collected';

/** What a note holds, as Yjs keeps it; for reading only, within one turn. */
export interface NoteTree {
  /** The next clock of a client: 0 for one that is not here. */
  state(client: number): number;
  /** The struct that has this clock, which must be below the client's state. */
  find(id: Id): Y.Item | Y.GC;
  spotOf(id: Id): NoteSpot | typeof collected;
  /** The type that came under this id; null when something else did. */
  branchOf(id: Id): NoteBranch | typeof collected | null;
  root(name: string): NoteBranch | undefined;
  /** What stands at the very left of a spot. */
  first(spot: NoteSpot): Y.Item | null;
  /** Structs that touch the clocks from ≤ clock < to, in order. */
  structs(client: number, from: number, to: number): Generator<Y.Item | Y.GC, void>;
}

export const noteTree = (doc: Y.Doc): NoteTree => {
  const { clients } = doc.store;
  const branches = new Map<SharedType, NoteBranch>();
  const types = new Map<string, SharedType>();

  const state = (client: number): number => Y.getState(doc.store, client);

  const find = ({ client, clock }: Id): Y.Item | Y.GC => {
    const structs = clients.get(client)!;
    return structs[Y.findIndexSS(structs, clock)]!;
  };

  const toBranch = (type: SharedType): NoteBranch => {
    const known = branches.get(type);
    if (known !== undefined) return known;
    const branch: NoteBranch = { ...placeOf(type), type: noteTypeOf(type) ?? 'other' };
    branches.set(type, branch);
    types.set(branch.name, type);
    return branch;
  };

  const placeOf = (type: SharedType): Pick<NoteBranch, 'name' | 'depth'> => {
    const item = type._item;
    // No deeper than what was let in.
    if (item !== null)
      return { name: branchName(item.id), depth: toBranch(item.parent as SharedType).depth + 1 };
    for (const [name, root] of doc.share) if (root === type) return { name, depth: 0 };
    throw new RangeError('a type that is not in this document');
  };

  const typeOf = ({ name }: NoteBranch): SharedType | undefined => types.get(name);

  return {
    state,
    find,
    spotOf: (id) => {
      const item = find(id);
      if (!(item instanceof Y.Item)) return collected;
      return { branch: toBranch(item.parent as SharedType), key: item.parentSub };
    },
    branchOf: (id) => {
      const item = find(id);
      if (!(item instanceof Y.Item) || item.deleted) return collected;
      return item.content instanceof Y.ContentType ? toBranch(item.content.type) : null;
    },
    root: (name) => {
      const type = doc.share.get(name);
      return type && toBranch(type);
    },
    first: ({ branch, key }) => {
      const type = typeOf(branch);
      if (type === undefined) return null;
      if (key === null) return type._start;
      let item = type._map.get(key) ?? null;
      while (item !== null && item.left !== null) item = item.left;
      return item;
    },
    *structs(client, from, to) {
      const structs = clients.get(client);
      const end = Math.min(to, state(client));
      if (structs === undefined || from >= end) return;
      for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
        const struct = structs[i]!;
        if (struct.id.clock >= end) return;
        yield struct;
      }
    },
  };
};

export const branchName = ({ client, clock }: Id): string => `${client}/${clock}`;

export const isSameSpot = (a: NoteSpot, b: NoteSpot): boolean =>
  a.branch.name === b.branch.name && a.key === b.key;
