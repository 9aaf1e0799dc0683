import * as Y from 'yjs';
import { isJsonValue } from './jsonValue.ts';
import type { Id } from './keyOrder.ts';
import { greatestClock, type ReadLimits, type ReadUpdate, readUpdate } from './readUpdate.ts';

/** One struct of an update to a note: some clocks of one client, in a row. */
export interface NoteStruct {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  /** What stood to the left and to the right of it for its author; null at the ends. */
  readonly origin: Id | null;
  readonly rightOrigin: Id | null;
  /** The type that it is in: a root by name. Null where origin or right origin tell. */
  readonly parent: string | Id | null;
  /** The attribute or map key under which it stands; null in a sequence. */
  readonly key: string | null;
  readonly content: NoteContent;
}

export type NoteContent =
  /** Gone with the type that it was in. */
  | { readonly kind: 'collected' }
  /** Deleted, its content forgotten. */
  | { readonly kind: 'deleted' }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'values'; readonly values: readonly unknown[] }
  | { readonly kind: 'type'; readonly type: NoteType };

/** What Lexical's nodes are in Yjs: elements are texts, texts and line breaks maps. */
export type NoteType = 'text' | 'map' | 'element';

export type DecodedNoteUpdate = ReadUpdate<NoteStruct>;

export type NoteShapeFault = 'unreadable' | 'gap' | 'content' | 'tooMany';

/**
 * Reads an update (Yjs format 1) without touching any document. Answers with the reason when it has
 * anything that the editor does not write. Never throws.
 */
export const decodeNoteUpdate = (
  update: Uint8Array,
  limits: ReadLimits,
): DecodedNoteUpdate | NoteShapeFault =>
  readUpdate<NoteStruct, NoteShapeFault>(update, limits, toStruct);

const toStruct = (struct: Y.Item | Y.GC | Y.Skip): NoteStruct | NoteShapeFault => {
  if (struct instanceof Y.Skip) return 'gap';
  const { client, clock } = struct.id;
  const { length } = struct;
  if (length < 1 || clock + length > greatestClock) return 'content';
  if (!(struct instanceof Y.Item)) {
    const content = { kind: 'collected' } as const;
    return {
      client,
      clock,
      length,
      origin: null,
      rightOrigin: null,
      parent: null,
      key: null,
      content,
    };
  }
  const content = toContent(struct.content);
  if (content === null) return 'content';
  const { origin, rightOrigin, parentSub: key } = struct;
  if (key !== null && !isPropertyName(key)) return 'content';
  return {
    client,
    clock,
    length,
    origin: toId(origin),
    rightOrigin: toId(rightOrigin),
    parent: toParent(struct.parent),
    key,
    content,
  };
};

const toContent = (content: Y.Item['content']): NoteContent | null => {
  if (content instanceof Y.ContentDeleted) return { kind: 'deleted' };
  if (content instanceof Y.ContentString) return { kind: 'string', text: content.str };
  if (content instanceof Y.ContentAny)
    return content.arr.every(isNoteValue) ? { kind: 'values', values: content.arr } : null;
  if (!(content instanceof Y.ContentType)) return null;
  const type = types.get(content.type.constructor);
  return type === undefined ? null : { kind: 'type', type };
};

/** By constructor: Yjs has kinds of maps and texts that Lexical does not know. */
const types: ReadonlyMap<unknown, NoteType> = new Map<unknown, NoteType>([
  [Y.XmlText, 'text'],
  [Y.Map, 'map'],
  [Y.XmlElement, 'element'],
]);

/** Any of Yjs's types. */
export type SharedType = Y.ContentType['type'];

/** The type that Lexical would know it by; undefined for all others. */
export const noteTypeOf = (type: SharedType): NoteType | undefined => types.get(type.constructor);

/** Lexical says of a property that it is not there any more by setting it to nothing. */
const isNoteValue = (value: unknown): boolean => value === undefined || isJsonValue(value);

/** Binary search among the structs of one client, which follow each other. */
export const structAt = <S extends Pick<NoteStruct, 'clock' | 'length'>>(
  structs: readonly S[],
  clock: number,
): S | undefined => {
  let low = 0;
  let high = structs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = structs[middle]!;
    if (clock < struct.clock) high = middle - 1;
    else if (clock >= struct.clock + struct.length) low = middle + 1;
    else return struct;
  }
  return undefined;
};

const longestName = 64;

/** Names become properties of objects at every reader: not those that each object has. */
const isPropertyName = (name: string): boolean =>
  name.length > 0 && name.length <= longestName && !(name in Object.prototype);

const toId = (id: Y.ID | null): Id | null =>
  id === null ? null : { client: id.client, clock: id.clock };

/** Before it is integrated, an item has the name or the id of its parent where Yjs says it has it. */
const toParent = (parent: unknown): NoteStruct['parent'] =>
  typeof parent === 'string' ? parent : parent instanceof Y.ID ? toId(parent) : null;
