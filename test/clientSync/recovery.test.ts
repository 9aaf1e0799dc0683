import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournalStore } from '../../client/sync/journalStore.ts';
import { openTabs } from '../../client/sync/tabs.ts';
import { aWhile, until } from '../sync/support/until.ts';
import { openPage, type Page, type PageOptions } from './support/page.ts';
import { type Person, startServer, type TestServer } from './support/server.ts';
import { openTab } from './support/tab.ts';

let server: TestServer;
let pages: Page[];
let row: string;

const open = async (person: Person, options?: PageOptions): Promise<Page> => {
  const page = await openPage(server, person, options);
  pages.push(page);
  return page;
};
const document = (): string => `ledger/${server.ledger}`;

beforeEach(async () => {
  server = await startServer();
  pages = [];
  const first = await open(server.owner);
  row = first.add({ name: 'before' });
  await first.saved();
});
afterEach(async () => {
  for (const page of pages) page.close();
  await server.end();
});

test('STORE-4: an update that the server refuses does not hold back the good ones', async () => {
  const tab = await openTab(server, server.owner, 'refused');
  tab.ledger().ledger.doc.getMap('nobodyKnowsThis').set('a', 1);
  tab.write(row, 'name', 'written just after');
  await until(() => tab.cell(row, 'name') === 'written just after');
  await until(() => tab.sync.saved().kind === 'saved');
  await until(() => pages[0]!.cell(row, 'name') === 'written just after');
  expect(tab.sync.toSettle()).toEqual([]);
  tab.close();
});

test('STORE-5: a new generation of the ledger changes nothing that is shown', async () => {
  const page = pages[0]!;
  const second = page.add({ name: 'second', tags: ['vip'] });
  await page.saved();
  const number = page.store.table('customers').rowOf(second);
  await server.documents.rotate(document());
  page.write(second, 'note', 'in the middle of it');
  await page.saved();
  const table = page.store.table('customers');
  expect(table.rowOf(second)).toBe(number);
  expect(table.rowId(number!)).toBe(second);
  expect(table.cell(number!, 'tags')).toEqual(['vip']);
  await until(() => page.cell(second, 'note') === 'in the middle of it');
  expect(page.names()).toEqual(['before', 'second']);
});

test('STORE-6: edits made offline land in the generation that came meanwhile', async () => {
  const page = pages[0]!;
  const other = await open(await server.addPerson('Bob'));
  await server.stop();
  await until(() => page.store.snapshot().saved.kind === 'offline');
  page.write(row, 'name', 'offline');
  const added = page.add({ name: 'added offline' });
  await server.start();
  await server.documents.rotate(document());
  page.store.reconnect();
  other.store.reconnect();
  await page.saved();
  await until(() => other.cell(row, 'name') === 'offline' && other.cell(added, 'name') !== null);
  expect(page.cell(added, 'name')).toBe('added offline');
  expect(page.store.toSettle()).toEqual([]);
});

test('STORE-7: what others overruled meanwhile is shown to its author, and goes when dismissed', async () => {
  const page = pages[0]!;
  await server.stop();
  await until(() => page.store.snapshot().saved.kind === 'offline');
  page.write(row, 'name', 'mine');
  await server.start();
  const theirs = [{ row, column: 'name', value: 'theirs' }];
  await server.writers.applyLedger(
    server.ledger,
    [{ type: 'setCells', table: 'customers', cells: theirs }],
    null,
  );
  await server.documents.rotate(document());
  page.store.reconnect();
  await until(() => page.store.toSettle().length === 1);
  await until(() => page.cell(row, 'name') === 'theirs');
  const [notice] = page.store.toSettle();
  expect(notice).toMatchObject({
    outcome: 'conflict',
    writes: [{ table: 'customers', row, column: 'name', value: 'mine' }],
  });
  page.store.dismiss(notice!.id);
  expect(page.store.toSettle()).toEqual([]);
  await page.saved();
});

test('STORE-8: what a tab had not saved when it died is brought in by the next one', async () => {
  const dying = await open(server.owner, { browser: 'one' });
  await server.stop();
  dying.write(row, 'name', 'last words');
  const added = dying.add({ name: 'last row' });
  await aWhile();
  dying.die();
  await server.start();
  const next = await open(server.owner, { browser: 'one' });
  await until(() => next.cell(row, 'name') === 'last words');
  await until(() => next.cell(added, 'name') === 'last row');
  await next.saved();
});

test('STORE-9: a tab that lives keeps its own', async () => {
  const living = await open(server.owner, { browser: 'two' });
  await server.stop();
  living.write(row, 'name', 'not yet');
  await server.start();
  await open(server.owner, { browser: 'two' });
  await aWhile();
  living.store.reconnect();
  await living.saved();
  expect(pages.map((page) => page.asked.filter((path) => path.includes('recovery')))).toEqual([
    [],
    [],
    [],
  ]);
});

test('STORE-10: a tab that slept and was taken for dead does not send twice', async () => {
  const sleeper = await open(server.owner, { browser: 'three' });
  await server.stop();
  await until(() => sleeper.store.snapshot().saved.kind === 'offline');
  sleeper.write(row, 'note', 'once');
  await aWhile();
  const other = await openJournalStore('three');
  const claimed = await other.claim(server.owner.id, 'other', new Set(['other']));
  expect(claimed).toHaveLength(1);
  await server.start();
  sleeper.store.reconnect();
  await until(() => sleeper.cell(row, 'note') === null);
  await sleeper.saved();
  other.close();
  await open(server.owner, { browser: 'three' });
  await until(() => sleeper.cell(row, 'note') === 'once');
});

test('CARE-9: what a tab wrote after it was taken for dead is sent, and by it alone', async () => {
  const sleeper = await open(server.owner, { browser: 'four' });
  await server.stop();
  await until(() => sleeper.store.snapshot().saved.kind === 'offline');
  const other = await openJournalStore('four');
  await other.claim(server.owner.id, 'other', new Set(['other']));
  other.close();
  sleeper.write(row, 'note', 'written later');
  await aWhile();
  await server.start();
  for (const page of [sleeper, pages[0]!]) page.store.reconnect();
  await until(() => pages[0]!.cell(row, 'note') === 'written later');
  await sleeper.saved();
  expect(sleeper.cell(row, 'note')).toBe('written later');
});

test('CARE-10: tabs that open at the same moment do not take each other for dead', async () => {
  const [first, second] = [openTabs('first', 'roll'), openTabs('second', 'roll')];
  const late = (async () => {
    await aWhile();
    const third = openTabs('third', 'roll');
    await third.alive();
    return third;
  })();
  for (const tabs of [first, second])
    expect(await tabs.alive()).toEqual(new Set(['first', 'second', 'third']));
  for (const tabs of [first, second, await late]) tabs.close();
});

test('STORE-11: without IndexedDB everything works, and the page says that nothing is kept', async () => {
  const real = globalThis.indexedDB;
  Reflect.deleteProperty(globalThis, 'indexedDB');
  try {
    const page = await open(server.owner);
    page.write(row, 'name', 'in memory');
    await page.saved();
    expect(page.store.isJournalKept).toBe(false);
  } finally {
    globalThis.indexedDB = real;
  }
});
