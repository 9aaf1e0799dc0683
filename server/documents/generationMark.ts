import * as Y from 'yjs';
import { metaMap } from '../../shared/documents/index.ts';
import { serverClient } from './serverClient.ts';

/**
 * Says the generation in `meta` under a Yjs client id that is the generation itself. Stock clients
 * tell no generation, only what they know of which client id; one that was ahead of a backup may
 * know ids that the restored log never heard of, and would bring them all back. By the mark it is
 * known: whoever has it has synced this generation or one that grew out of it.
 */
export const markGeneration = (doc: Y.Doc, generation: number): void => {
  doc.clientID = generation;
  doc.getMap(metaMap).set('generation', generation);
};

/** True when `doc` says its generation under a mark, as it does from the first restore on. */
export const isMarked = (doc: Y.Doc, generation: number): boolean =>
  generation !== serverClient && Y.getState(doc.store, generation) > 0;

/**
 * True when who knows so much has synced another generation of the document: something that the
 * server wrote, but not this generation's mark. Of documents without a mark it cannot be told.
 */
export const knowsAnotherGeneration = (
  doc: Y.Doc,
  generation: number,
  stateVector: Uint8Array,
): boolean => {
  if (!isMarked(doc, generation)) return false;
  const known = Y.decodeStateVector(stateVector);
  return known.has(serverClient) && !known.has(generation);
};

/** A document's state as the beginning of a marked generation. */
export const withMark = (state: Uint8Array, generation: number): Uint8Array => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  markGeneration(doc, generation);
  const marked = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return marked;
};
