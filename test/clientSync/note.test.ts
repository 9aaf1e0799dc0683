import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NoteCopy } from '../../client/sync/noteCopy.ts';
import type { Note } from '../../client/sync/openNotes.ts';
import { noteRoot } from '../../shared/documents/note.ts';
import { aWhile, until } from '../sync/support/until.ts';
import { openPage, type Page, type PageOptions } from './support/page.ts';
import { type Person, startServer, type TestServer } from './support/server.ts';

let server: TestServer;
let pages: Page[];
let row: string;

const open = async (person: Person, options?: PageOptions): Promise<Page> => {
  const page = await openPage(server, person, options);
  pages.push(page);
  return page;
};

/** A note with an editor, of which only the document is there. */
interface Writing {
  readonly note: Note;
  readonly copy: NoteCopy;
  /** Writes a line at the end, as an editor would. */
  write(text: string): void;
  /** Takes a line out. */
  erase(text: string): void;
}

const openNote = async (page: Page, ledger = server.ledger): Promise<Writing> => {
  const note = page.store.openNote(ledger, row);
  await until(() => note.state().hasArrived);
  return writing(note);
};
const writing = (note: Note): Writing => {
  const copy = note.openCopy((error) => {
    throw error;
  });
  copy.connect();
  const root = noteRoot(copy.doc);
  return {
    note,
    copy,
    write: (text) => root.insert(root.length, `${text}\n`),
    erase: (text) => root.delete(root.toString().indexOf(text), text.length + 1),
  };
};
const linesOf = ({ note }: Writing): readonly string[] =>
  note
    .text()
    .split('\n')
    .filter((line) => line !== '');

/** How many entries the journal of a browser has. */
const entriesIn = async (browser: string): Promise<number> => {
  const journal = await openDB(browser);
  const count = await journal.count('entries');
  journal.close();
  return count;
};

const unsavedIn = (page: Page): number => {
  const { saved } = page.store.snapshot();
  return 'unsaved' in saved ? saved.unsaved : 0;
};
/** What was just written is told of in the next turn. */
const saved = async (page: Page): Promise<void> => {
  await aWhile();
  await page.saved();
};

beforeEach(async () => {
  server = await startServer();
  pages = [];
  const first = await open(server.owner);
  row = first.add({ name: 'Mei' });
  await first.saved();
});
afterEach(async () => {
  for (const page of pages) page.close();
  await server.end();
});

test('NOTE-40: what one person writes into a note the other sees, and both read "saved"', async () => {
  const [ada, bob] = [pages[0]!, await open(await server.addPerson('Bob'))];
  const [mine, his] = [await openNote(ada), await openNote(bob)];
  mine.write('by Ada');
  await until(() => linesOf(his).includes('by Ada'));
  his.write('by Bob');
  await until(() => linesOf(mine).length === 2);
  expect(noteRoot(his.copy.doc).toString()).toBe(noteRoot(mine.copy.doc).toString());
  await saved(ada);
  await saved(bob);
});

test('NOTE-41: what was written while the server was away counts as one unsaved note, and arrives', async () => {
  const ada = await open(server.owner, { browser: 'far away' });
  const mine = await openNote(ada);
  mine.write('before');
  await saved(ada);
  await server.stop();
  await until(() => ada.store.snapshot().saved.kind === 'offline');
  for (let line = 0; line < 100; line++) mine.write(`line ${line}`);
  mine.erase('before');
  await until(() => unsavedIn(ada) > 0);
  expect(ada.store.snapshot().saved).toEqual({ kind: 'offline', unsaved: 1 });
  await aWhile();
  expect(await entriesIn('far away')).toBeLessThan(50);
  await server.start();
  ada.store.reconnect();
  await saved(ada);
  const his = await openNote(await open(await server.addPerson('Bob')));
  expect(linesOf(his)).toEqual(Array.from({ length: 100 }, (_, line) => `line ${line}`));
});

test('NOTE-42: what a tab had not saved of a note when it died is sent by the next one, which does not open the note', async () => {
  const dying = await open(server.owner, { browser: 'one' });
  const mine = await openNote(dying);
  mine.write('taken out later');
  mine.write('stays');
  await saved(dying);
  await server.stop();
  await until(() => dying.store.snapshot().saved.kind === 'offline');
  mine.erase('taken out later');
  mine.write('last words');
  await aWhile();
  dying.die();
  await server.start();
  const his = await openNote(await open(await server.addPerson('Bob')));
  expect(linesOf(his)).toEqual(['taken out later', 'stays']);
  const next = await open(server.owner, { browser: 'one' });
  await until(() => linesOf(his).join() === 'stays,last words');
  await saved(next);
  expect(next.store.toSettle()).toEqual([]);
});

test('NOTE-43: deletions alone are kept and sent as words are', async () => {
  const dying = await open(server.owner, { browser: 'deleting' });
  const mine = await openNote(dying);
  mine.write('gone');
  mine.write('stays');
  await saved(dying);
  await server.stop();
  await until(() => dying.store.snapshot().saved.kind === 'offline');
  mine.erase('gone');
  await until(() => unsavedIn(dying) > 0);
  await aWhile();
  dying.die();
  await server.start();
  const next = await open(server.owner, { browser: 'deleting' });
  await until(() => next.store.snapshot().saved.kind === 'saved');
  const his = await openNote(await open(await server.addPerson('Bob')));
  await until(() => linesOf(his).join() === 'stays');
});

test('NOTE-44: a note that is closed with unsaved words stays until they are saved, and can be opened again', async () => {
  const ada = pages[0]!;
  const mine = await openNote(ada);
  await server.stop();
  await until(() => ada.store.snapshot().saved.kind === 'offline');
  mine.write('closed too early');
  mine.copy.disconnect();
  mine.note.close();
  await aWhile();
  const again = await openNote(ada);
  expect(linesOf(again)).toEqual(['closed too early']);
  again.write('and on');
  again.copy.disconnect();
  again.note.close();
  await server.start();
  ada.store.reconnect();
  await saved(ada);
  const his = await openNote(await open(await server.addPerson('Bob')));
  expect(linesOf(his)).toEqual(['closed too early', 'and on']);
});

test('NOTE-45: words that may not be written any more are shown to their author, and the note is the server’s', async () => {
  const bob = await server.addPerson('Bob');
  const page = await open(bob);
  const his = await openNote(page);
  his.write('in time');
  await saved(page);
  await server.stop();
  await until(() => page.store.snapshot().saved.kind === 'offline');
  his.write('too late');
  his.copy.disconnect();
  await server.start();
  await server.setLevel(server.ledger, bob, 'read');
  page.store.reconnect();
  await until(() => page.store.toSettle().length === 1);
  expect(page.store.toSettle()[0]).toMatchObject({
    outcome: 'refused',
    document: `note/${server.ledger}/${row}`,
    note: { text: 'too late' },
  });
  await until(() => his.note.state().life === 1 && his.note.state().condition === 'live');
  expect(his.note.state().mayWrite).toBe(false);
  expect(linesOf(his)).toEqual(['in time']);
  const copy = writing(his.note);
  copy.write('a reader’s editor tidies up');
  await aWhile();
  expect(linesOf(his)).toEqual(['in time']);
  expect(page.store.toSettle()).toHaveLength(1);
});

test('NOTE-46: words for a note in a ledger that was closed to their author are shown to him', async () => {
  const bob = await server.addPerson('Bob');
  const dying = await open(bob, { browser: 'closed' });
  const his = await openNote(dying);
  await server.stop();
  await until(() => dying.store.snapshot().saved.kind === 'offline');
  his.write('kept text');
  await aWhile();
  dying.die();
  await server.start();
  await server.setLevel(server.ledger, bob, null);
  const next = await open(bob, { browser: 'closed' });
  await until(() => next.store.toSettle().length === 1);
  expect(next.store.toSettle()[0]).toMatchObject({ note: { text: 'kept text' } });
});

test('NOTE-47: an update that the server refuses does not end the note: its words are shown, writing goes on', async () => {
  const ada = pages[0]!;
  const mine = await openNote(ada);
  mine.write('good');
  await saved(ada);
  mine.copy.doc.getMap('nobodyKnowsThis').set('a', 1);
  mine.write('beside it');
  await until(() => ada.store.toSettle().length === 1);
  expect(ada.store.toSettle()[0]).toMatchObject({ note: { text: 'beside it' } });
  await until(() => mine.note.state().life > 0 && mine.note.state().condition === 'live');
  expect(linesOf(mine)).toEqual(['good']);
  ada.store.dismiss(ada.store.toSettle()[0]!.id);
  const again = writing(mine.note);
  again.write('and on');
  await saved(ada);
  const his = await openNote(await open(await server.addPerson('Bob')));
  expect(linesOf(his)).toEqual(['good', 'and on']);
});

test('NOTE-48: nothing of a note comes to whoever may not read its ledger', async () => {
  const ada = pages[0]!;
  const closed = await server.addLedger('Closed');
  await server.setLevel(closed, server.owner, 'write');
  await until(() => ada.store.snapshot().ledgers?.some(({ id }) => id === closed) === true);
  ada.store.setDefaultLedger(closed);
  row = ada.add({ name: 'Only for some' });
  await saved(ada);
  const mine = await openNote(ada, closed);
  mine.write('secret');
  await saved(ada);
  const page = await open(await server.addPerson('Bob'));
  const note = page.store.openNote(closed, row);
  await until(() => note.state().condition === 'ended');
  expect(note.state().hasArrived).toBe(false);
  expect(note.text()).toBe('');
});

test('NOTE-49: tabs of one browser each keep and send their own', async () => {
  const [one, two] = [
    await open(server.owner, { browser: 'both' }),
    await open(server.owner, { browser: 'both' }),
  ];
  const [first, second] = [await openNote(one), await openNote(two)];
  await server.stop();
  await until(() => one.store.snapshot().saved.kind === 'offline');
  first.write('from the first');
  second.write('from the second');
  await aWhile();
  await server.start();
  for (const page of [one, two]) page.store.reconnect();
  await saved(one);
  await saved(two);
  await until(() => linesOf(first).length === 2 && linesOf(second).length === 2);
  expect([...linesOf(first)].sort()).toEqual(['from the first', 'from the second']);
  expect(linesOf(second)).toEqual(linesOf(first));
});

test('NOTE-50: to look at a note is not to have something unsaved', async () => {
  const ada = pages[0]!;
  const told: string[] = [];
  ada.store.subscribe(() => told.push(ada.store.snapshot().saved.kind));
  const mine = await openNote(ada);
  mine.copy.awareness.setLocalState({ focusing: true });
  await aWhile();
  mine.note.close();
  await aWhile();
  expect(new Set(told)).toEqual(new Set(['saved']));
});

test('NOTE-51: what others write waits while an input method composes, and what one writes does not', async () => {
  const [ada, bob] = [pages[0]!, await open(await server.addPerson('Bob'))];
  const [mine, his] = [await openNote(ada), await openNote(bob)];
  mine.copy.hold();
  mine.write('composed');
  his.write('meanwhile');
  await until(() => linesOf(mine).length === 2 && linesOf(his).length === 2);
  expect(noteRoot(mine.copy.doc).toString()).toContain('composed');
  expect(noteRoot(mine.copy.doc).toString()).not.toContain('meanwhile');
  mine.copy.release();
  expect(noteRoot(mine.copy.doc).toString()).toBe(noteRoot(his.copy.doc).toString());
  expect(mine.copy.doc.clientID).toBe(mine.copy.awareness.getStates().keys().next().value);
});
