import * as Y from 'yjs';
import { noteRoot } from '../../../shared/documents/note.ts';

/** Writes a line at the end of a note, as an editor does. */
export const writeLine = (doc: Y.Doc, text: string): void =>
  doc.transact(() => {
    const paragraph = new Y.XmlText();
    paragraph.setAttribute('__type', 'paragraph');
    const node = new Y.Map<unknown>([
      ['__type', 'text'],
      ['__format', 0],
    ]);
    paragraph.insertEmbed(0, node);
    paragraph.insert(1, text);
    noteRoot(doc).insertEmbed(noteRoot(doc).length, paragraph);
  });
