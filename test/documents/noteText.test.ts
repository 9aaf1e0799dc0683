import { $createLinkNode } from '@lexical/link';
import { $createListItemNode, $createListNode } from '@lexical/list';
import { $createHeadingNode, $createQuoteNode } from '@lexical/rich-text';
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTabNode,
  $createTextNode,
  $getRoot,
} from 'lexical';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { noteRoot, noteSeed } from '../../shared/documents/note.ts';
import { noteText } from '../../shared/documents/noteText.ts';
import { lexicalNote } from './support/lexicalNote.ts';

const newNote = (client = 7): Y.Doc => {
  const doc = new Y.Doc();
  doc.clientID = client;
  noteRoot(doc);
  return doc;
};

describe('what a note begins with', () => {
  test('NOTE-3 is what the editor itself makes of an empty paragraph, and never changes', () => {
    const editor = lexicalNote(newNote(1));
    editor.update(() => $getRoot().append($createParagraphNode()));
    const seeded = newNote();
    Y.applyUpdate(seeded, noteSeed(1));
    expect(noteRoot(seeded).toDelta()[0].insert.getAttributes()).toEqual(
      noteRoot(editor.doc).toDelta()[0].insert.getAttributes(),
    );
    expect(Buffer.from(noteSeed(1)).toString('base64')).toMatchInlineSnapshot(
      `"AQoBACgBBG1ldGEKZ2VuZXJhdGlvbgF9ASgBBG1ldGEGZm9ybWF0AX0BBwEEcm9vdAYoAAECBl9fdHlwZQF3CXBhcmFncmFwaCgAAQIIX19mb3JtYXQBfQAoAAECB19fc3R5bGUBdwAoAAECCF9faW5kZW50AX0AKAABAgVfX2RpcgF+KAABAgxfX3RleHRGb3JtYXQBfQAoAAECC19fdGV4dFN0eWxlAXcAAA=="`,
    );
  });

  test('NOTE-3 an editor takes it for empty and adds nothing to it by itself', () => {
    const note = lexicalNote(newNote());
    Y.applyUpdate(note.doc, noteSeed(1));
    const before = Y.encodeStateVector(note.doc);
    expect(JSON.parse(note.json()).root.children).toMatchObject([
      { type: 'paragraph', children: [] },
    ]);
    expect(Y.encodeStateVector(note.doc)).toEqual(before);
  });
});

describe('the text of a note', () => {
  test('NOTE-4 has a line for each paragraph, heading, list item and break, and links within theirs', () => {
    const note = lexicalNote(newNote());
    Y.applyUpdate(note.doc, noteSeed(1));
    note.settle();
    note.update(() => {
      const text = (said: string) => $createTextNode(said);
      const inner = $createListNode('number').append($createListItemNode().append(text('第二')));
      $getRoot().append(
        $createHeadingNode('h1').append(text('拜访'), text('记录').toggleFormat('bold')),
        $createParagraphNode().append(
          text('见 '),
          $createLinkNode('https://example.org').append(text('报价')),
          text(' 。'),
          $createLineBreakNode(),
          text('下一行'),
          $createTabNode(),
          text('😀'),
        ),
        $createQuoteNode().append(text('quoted')),
        $createListNode('bullet').append(
          $createListItemNode().append(text('第一')),
          $createListItemNode().append(inner),
        ),
      );
    });
    expect(noteText(note.doc).split('\n')).toEqual([
      '拜访记录',
      '见 报价 。',
      '下一行\t😀',
      'quoted',
      '第一',
      '第二',
    ]);
    note.update(() => $getRoot().getChildren()[1]!.remove());
    expect(noteText(note.doc)).not.toContain('拜访');
  });

  test('NOTE-5 is read however deep a note is, and whatever else stands in it', () => {
    const doc = newNote();
    // At once: after each change Yjs would go all the way up again.
    doc.transact(() => {
      let at = noteRoot(doc);
      for (let depth = 0; depth < 20_000; depth++) {
        const inner = new Y.XmlText();
        at.insertEmbed(0, inner);
        at = inner;
      }
      at.insert(0, 'deep');
    });
    const root = noteRoot(doc);
    root.insert(0, 'loose');
    root.insertEmbed(0, { any: 'object' });
    root.insertEmbed(0, new Y.XmlElement('x'));
    root.insertEmbed(0, new Y.Map([['__type', 7]]));
    root.format(0, 3, { bold: true });
    expect(noteText(doc)).toBe('loose\ndeep');
  });
});
