import * as Y from 'yjs';
import { countNew, type Inspected, type Sender } from './inspect.ts';
import { metaMap } from './names.ts';
import { decodeNoteUpdate, type NoteShapeFault } from './noteStructs.ts';
import { isTangled } from './noteTangle.ts';
import { type NoteTree, noteTree } from './noteTree.ts';
import { type NotePlacingFault, type PlacedStruct, placeNoteStructs } from './placeNoteStructs.ts';
import type { ReadLimits } from './readUpdate.ts';

/** What the sender of an update to a note may do. */
export interface NotePolicy extends Sender, ReadLimits {
  readonly maxBytes: number;
  /** How deep types may stand in each other. */
  readonly maxDepth: number;
}

export type NoteInspection = Inspected | { readonly ok: false; readonly reason: NoteFault };

export type NoteFault =
  | NoteShapeFault
  | NotePlacingFault
  | 'tooLarge'
  | 'foreignClient'
  | 'tooManyClients'
  | 'unknownDelete'
  | 'tooTangled';

/**
 * Checks an update (Yjs format 1) before it is applied to the note `doc`, whose root must be open:
 * it may bring what Lexical's nodes are made of, under the sender's own client ids, and delete
 * anything but what the server wrote about the document. An update that passes leaves nothing
 * pending. What the note has already may be sent again, wholly or in part. Changes nothing and
 * never throws.
 */
export const inspectNoteUpdate = (
  doc: Y.Doc,
  update: Uint8Array,
  policy: NotePolicy,
): NoteInspection => {
  if (update.byteLength > policy.maxBytes) return refuse('tooLarge');
  const decoded = decodeNoteUpdate(update, policy);
  if (typeof decoded === 'string') return refuse(decoded);
  if (countNew(doc, decoded.clients.keys()) > policy.maxClients) return refuse('tooManyClients');
  const tree = noteTree(doc);
  const placed = placeNoteStructs(decoded.clients, tree, policy.maxDepth);
  if (typeof placed === 'string') return refuse(placed);

  const introduced = new Set<number>();
  for (const { client } of placed) {
    const owner = policy.ownerOf(client);
    if (owner === 'other') return refuse('foreignClient');
    if (owner === 'nobody') introduced.add(client);
  }

  const deleting = inspectDeletes(doc, decoded, placed, tree);
  if (typeof deleting === 'string') return refuse(deleting);
  if (isTangled(placed, decoded.deletes, tree)) return refuse('tooTangled');
  return {
    ok: true,
    brings: placed.length > 0 ? 'content' : deleting.isLive ? 'deletes' : 'nothing',
    clients: [...decoded.clients.keys()],
    clientsIntroduced: [...introduced],
    overwrites: [],
  };
};

const refuse = (reason: NoteFault): NoteInspection => ({ ok: false, reason });

/** Deletes are of what is here, and tell whether any of it is still to be seen. */
const inspectDeletes = (
  doc: Y.Doc,
  { deletes }: { readonly deletes: ReturnType<typeof Y.mergeDeleteSets> },
  placed: readonly PlacedStruct[],
  tree: NoteTree,
): { readonly isLive: boolean } | 'unknownDelete' | 'serverOnly' => {
  const ends = new Map<number, number>();
  for (const { client, clock, length } of placed) ends.set(client, clock + length);
  let isLive = false;
  for (const [client, ranges] of deletes.clients) {
    const end = ends.get(client) ?? tree.state(client);
    for (const { clock, len } of ranges) {
      if (clock + len > end) return 'unknownDelete';
      if (isLive) continue;
      for (const struct of tree.structs(client, clock, clock + len)) isLive ||= !struct.deleted;
    }
  }
  for (const item of doc.getMap(metaMap)._map.values())
    if (!item.deleted && Y.isDeleted(deletes, item.id)) return 'serverOnly';
  return { isLive };
};
