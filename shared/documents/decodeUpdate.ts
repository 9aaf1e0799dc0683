import * as Y from 'yjs';
import { isJsonValue } from './jsonValue.ts';
import type { Entry, Id } from './keyOrder.ts';
import { type Deletes, greatestClock, type ReadUpdate, readUpdate } from './readUpdate.ts';

/** One struct of an update that is shaped like a write to a root map's entry. */
export interface UpdateEntry extends Entry {
  /** Set when the update names the place itself, which it does where there is no origin. */
  readonly place: { readonly map: string; readonly key: string } | null;
  /** The value; absent when the entry is sent as deleted, without its content. */
  readonly content: { readonly value: unknown } | null;
  /**
   * The last value of an entry that is sent as deleted, by a program that keeps what it wrote when
   * somebody else's write overrules it.
   */
  readonly overruled: { readonly value: unknown } | null;
}

export type DecodedUpdate = ReadUpdate<UpdateEntry>;

export type ShapeFault =
  | 'unreadable'
  | 'gap'
  | 'collected'
  | 'rightOrigin'
  | 'nested'
  | 'content'
  | 'tooMany';

/** Every answer to a first step repeats all that was ever deleted; few of it is new. */
const rangesPerStruct = 5;

/**
 * Reads an update (Yjs format 1) without touching any document. Answers with the reason when it is
 * not made only of what `Y.Map.set` on root maps makes. Never throws.
 */
export const decodeUpdate = (update: Uint8Array, maxStructs: number): DecodedUpdate | ShapeFault =>
  readUpdate<UpdateEntry, ShapeFault>(
    update,
    { maxStructs, maxRanges: maxStructs * rangesPerStruct },
    toEntry,
  );

const toEntry = (struct: Y.Item | Y.GC | Y.Skip, deletes: Deletes): UpdateEntry | ShapeFault => {
  if (struct instanceof Y.Skip) return 'gap';
  if (!(struct instanceof Y.Item)) return 'collected';
  const { id, length, origin, rightOrigin, content, parentSub } = struct;
  if (length < 1 || id.clock + length > greatestClock) return 'content';
  if (rightOrigin !== null) return 'rightOrigin';
  const place = origin === null ? placeOf(struct.parent, parentSub) : null;
  if (origin === null && place === null) return 'nested';
  const at = { client: id.client, clock: id.clock, length, origin: toId(origin), place };
  const entry = { ...at, overruled: null };
  if (content instanceof Y.ContentDeleted) return { ...entry, content: null };
  if (!(content instanceof Y.ContentAny)) return 'content';
  const value: unknown = content.arr.at(-1);
  const isDeleted = areDeleted(deletes, entry);
  const overruled = isDeleted && isJsonValue(value) ? { value } : null;
  // Programs that keep what was overwritten (`gc: false`) send it joined, and deleted.
  if (length > 1) return isDeleted ? { ...entry, content: null, overruled } : 'content';
  return isJsonValue(value) ? { ...entry, content: { value }, overruled } : 'content';
};

const areDeleted = (deletes: Deletes, { client, clock, length }: Entry): boolean => {
  for (let i = 0; i < length; i++)
    if (!Y.isDeleted(deletes, Y.createID(client, clock + i))) return false;
  return true;
};

/** Before it is integrated, an item has the name of its root type where Yjs says it has the type. */
const placeOf = (parent: unknown, key: string | null): UpdateEntry['place'] =>
  typeof parent === 'string' && key !== null ? { map: parent, key } : null;

const toId = (id: Y.ID | null): Id | null =>
  id === null ? null : { client: id.client, clock: id.clock };
