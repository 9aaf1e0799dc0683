import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { wordsIn } from '../../client/sync/noteWords.ts';

/** A note, and what `write` does to it as the updates that a journal keeps. */
const editsOf = (write: (root: Y.XmlText) => void): Uint8Array => {
  const doc = new Y.Doc();
  const root = doc.get('root', Y.XmlText);
  root.insert(0, 'before ');
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  write(root);
  return Y.mergeUpdates(updates);
};

test('NOTE-55: the words of an edit are what was typed and not taken out again', () => {
  expect(
    wordsIn(
      editsOf((root) => {
        for (const letter of '你好 world') root.insert(root.length, letter);
        root.delete(root.length - 5, 5);
        root.insert(root.length, 'Mei');
      }),
    ),
  ).toBe('你好 Mei');
});

test('NOTE-56: words typed at several places, and in several lines, are lines of their own', () => {
  const words = wordsIn(
    editsOf((root) => {
      root.insert(root.length, 'at the end');
      root.insert(0, 'in front');
      const line = new Y.XmlText();
      root.insertEmbed(root.length, line);
      line.insert(0, 'a new line');
    }),
  );
  expect(words.split('\n')).toEqual(['at the end', 'in front', 'a new line']);
});

test('NOTE-57: edits that only take something out have no words', () => {
  expect(wordsIn(editsOf((root) => root.delete(0, 6)))).toBe('');
});
