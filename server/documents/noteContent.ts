import type * as Y from 'yjs';
import { noteRoot } from '../../shared/documents/note.ts';
import type { Content } from './content.ts';
import { eventless } from './eventless.ts';

/** What is written in notes is not told in events: their text is found in the projection. */
export const noteContent = (doc: Y.Doc): Content => {
  // Yjs knows what a root is only once somebody has asked for it.
  noteRoot(doc);
  return eventless;
};
