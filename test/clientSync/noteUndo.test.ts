import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { sparesOthers } from '../../client/sync/noteUndo.ts';
import { noteSeed } from '../../shared/documents/note.ts';
import { type LexicalNote, lexicalNote } from '../documents/support/lexicalNote.ts';
import { actOn, type NoteAction, noteAction } from '../documents/support/noteActions.ts';

/**
 * What adds to a note and takes nothing of it away, nor puts it elsewhere: two lists that meet
 * become one, which Lexical does by writing the lines of one anew.
 */
const adds: ReadonlySet<NoteAction['do']> = new Set([
  ...(['type', 'bold', 'break', 'heading', 'quote', 'link'] as const),
]);
const addition = noteAction.filter((action) => adds.has(action.do));
const step = fc.oneof(
  fc.record({ who: fc.constant('mine' as const), action: addition }),
  fc.record({
    who: fc.constant('hers' as const),
    action: noteAction.map((action) => ({ ...action, do: 'type' as const, text: 'H' as never })),
  }),
  fc.record({ who: fc.constant('undo' as const), redo: fc.boolean() }),
);

const openNote = (): LexicalNote => {
  const doc = new Y.Doc();
  const note = lexicalNote(doc);
  Y.applyUpdate(doc, noteSeed(7), 'server');
  note.settle();
  return note;
};
/** A way between two notes on which updates wait until both editors have done what they had to. */
const join = (a: LexicalNote, b: LexicalNote): (() => void) => {
  const waiting: (() => void)[] = [];
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const)
    from.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'peer') waiting.push(() => Y.applyUpdate(to.doc, update, 'peer'));
    });
  return () => {
    for (;;) {
      a.settle();
      b.settle();
      const next = waiting.shift();
      if (next === undefined) return;
      next();
    }
  };
};
const wordsOfHers = (note: LexicalNote): number => note.text().split('H').length - 1;

test('NOTE-58: whatever one undoes and does again, every letter of another stays, and both see the same', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      const [mine, hers] = [openNote(), openNote()];
      const exchange = join(mine, hers);
      sparesOthers(mine.undoManager);
      let written = 0;
      for (const taken of steps) {
        if (taken.who === 'undo') {
          if (taken.redo) mine.undoManager.redo();
          else mine.undoManager.undo();
        } else {
          const note = taken.who === 'mine' ? mine : hers;
          const before = wordsOfHers(note);
          actOn(note, taken.action);
          if (taken.who === 'hers') written += wordsOfHers(note) - before;
        }
        exchange();
        mine.undoManager.stopCapturing();
      }
      for (let undone = 0; undone < steps.length; undone++) {
        mine.undoManager.undo();
        exchange();
      }
      expect(wordsOfHers(mine)).toBe(written);
      expect(hers.json()).toBe(mine.json());
      const fresh = openNote();
      Y.applyUpdate(fresh.doc, Y.encodeStateAsUpdate(mine.doc), 'peer');
      expect(fresh.json()).toBe(mine.json());
    }),
    { numRuns: 200 },
  );
});
