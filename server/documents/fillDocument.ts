import * as Y from 'yjs';
import { metaMap } from '../../shared/documents/index.ts';
import type { StoredDocument } from '../storage/port.ts';

/** Applies all that is stored of a document to an empty one. Answers what is wrong with it, or null. */
export const fillDocument = (doc: Y.Doc, stored: StoredDocument): string | null => {
  doc.transact(() => {
    if (stored.snapshot !== null) Y.applyUpdate(doc, stored.snapshot.state);
    for (const { update } of stored.updates) Y.applyUpdate(doc, update);
  });
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    return 'updates are missing from its log';
  if (doc.getMap(metaMap).get('generation') !== stored.generation)
    return `its content is not that of generation ${stored.generation}`;
  return null;
};
