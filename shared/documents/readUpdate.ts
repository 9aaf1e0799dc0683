import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

/** What a kind of document takes at most in one update. */
export interface ReadLimits {
  readonly maxStructs: number;
  /** Ranges of clocks that are deleted. */
  readonly maxRanges: number;
}

export interface ReadUpdate<Struct> {
  /** By client, in the order of their clocks, without gaps between them. */
  readonly clients: ReadonlyMap<number, readonly Struct[]>;
  readonly deletes: Deletes;
}

/** Sorted, overlapping ranges merged, none of them empty. */
export type Deletes = ReturnType<typeof Y.mergeDeleteSets>;

/** Nobody's tab writes two thousand million times; sums of clocks stay exact far beyond. */
export const greatestClock = 2 ** 31;

/**
 * Reads an update (Yjs format 1) without touching any document, each struct by `toStruct`, which
 * answers a word for what is wrong with one. Answers with the first such word. Never throws.
 */
export const readUpdate = <Struct extends { readonly client: number }, Fault extends string>(
  update: Uint8Array,
  { maxStructs, maxRanges }: ReadLimits,
  toStruct: (struct: Y.Item | Y.GC | Y.Skip, deletes: Deletes) => Struct | Fault,
): ReadUpdate<Struct> | Fault | 'unreadable' | 'tooMany' => {
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  let sections: number;
  try {
    sections = decoding.readVarUint(decoding.createDecoder(update));
    decoded = Y.decodeUpdate(update);
  } catch {
    return 'unreadable';
  }
  const { structs, ds } = decoded;
  if (structs.length > maxStructs || countRanges(ds) > maxRanges) return 'tooMany';
  // Yjs would wait for the clocks of an empty range that it does not have.
  for (const ranges of ds.clients.values())
    if (ranges.some(({ len }) => len < 1)) return 'unreadable';
  const deletes = Y.mergeDeleteSets([ds]);
  const clients = new Map<number, Struct[]>();
  for (const each of structs) {
    const struct = toStruct(each, deletes);
    if (typeof struct === 'string') return struct;
    const known = clients.get(struct.client);
    if (known === undefined) clients.set(struct.client, [struct]);
    else known.push(struct);
  }
  // A client that comes twice would hide its first structs from Yjs, which keeps the second.
  return clients.size === sections ? { clients, deletes } : 'unreadable';
};

const countRanges = (deletes: Deletes): number => {
  let count = 0;
  for (const ranges of deletes.clients.values()) count += ranges.length;
  return count;
};
