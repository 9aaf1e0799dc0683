import * as Y from 'yjs';
import { metaMap } from './names.ts';

/** The root type of a note, as Lexical's binding names it. */
export const noteRootName = 'root';

/** The root of a note's text: what Lexical calls the root node. */
export const noteRoot = (doc: Y.Doc): Y.XmlText => doc.get(noteRootName, Y.XmlText);

/** A note keeps the generation that it began with: it is never folded. */
export const noteGeneration = 1;

/**
 * The first update of every note: its generation and one empty paragraph, the structs that Lexical
 * itself writes for one. It is the same for each note and each time, so that it need not be stored
 * before somebody writes, and two people who begin at once write into one paragraph. Pages hold it
 * that were opened before a new version of the program: **it must never change**; another beginning
 * needs another client id.
 */
export const noteSeed = (client: number): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = client;
  doc.transact(() => {
    doc.getMap(metaMap).set('generation', noteGeneration);
    doc.getMap(metaMap).set('format', 1);
    const paragraph = new Y.XmlText();
    // Lexical keeps numbers and nulls in attributes, for which Yjs's types know only texts.
    for (const [property, value] of emptyParagraph)
      paragraph.setAttribute(property, value as string);
    noteRoot(doc).insertEmbed(0, paragraph);
  });
  const seed = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return seed;
};

const emptyParagraph: readonly (readonly [string, unknown])[] = [
  ['__type', 'paragraph'],
  ['__format', 0],
  ['__style', ''],
  ['__indent', 0],
  ['__dir', null],
  ['__textFormat', 0],
  ['__textStyle', ''],
];
