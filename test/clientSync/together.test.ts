import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aWhile, until } from '../sync/support/until.ts';
import { openPage, type Page, type PageOptions } from './support/page.ts';
import { type Person, startServer, type TestServer } from './support/server.ts';

let server: TestServer;
let pages: Page[];

const open = async (person: Person, options?: PageOptions): Promise<Page> => {
  const page = await openPage(server, person, options);
  pages.push(page);
  return page;
};

beforeEach(async () => {
  server = await startServer();
  pages = [];
});
afterEach(async () => {
  for (const page of pages) page.close();
  await server.end();
});

test('STORE-1: what one person writes, the other sees, and both read "saved"', async () => {
  const ada = await open(server.owner);
  const bob = await open(await server.addPerson('Bob'));
  const row = ada.add({ name: '李娜', phone: '13800000001' });
  ada.write(row, 'note', 'first');
  await until(() => bob.cell(row, 'note') === 'first');
  bob.write(row, 'note', 'second');
  await until(() => ada.cell(row, 'note') === 'second');
  await ada.saved();
  await bob.saved();
  expect(ada.names()).toEqual(['李娜']);
  expect(bob.names()).toEqual(['李娜']);
});

test('STORE-2: edits made while the server was away arrive when it is back', async () => {
  const ada = await open(server.owner);
  const row = ada.add({ name: 'before' });
  await ada.saved();
  await server.stop();
  await until(() => ada.store.snapshot().saved.kind === 'offline');
  ada.write(row, 'name', 'while away');
  const second = ada.add({ name: 'new while away' });
  expect(ada.store.snapshot().saved).toEqual({ kind: 'offline', unsaved: 2 });
  await server.start();
  ada.store.reconnect();
  await ada.saved();
  const bob = await open(await server.addPerson('Bob'));
  expect(bob.cell(row, 'name')).toBe('while away');
  expect(bob.cell(second, 'name')).toBe('new while away');
});

test('STORE-3: "saved" is not said before the disk has it', async () => {
  const ada = await open(server.owner);
  await ada.saved();
  server.log.pause();
  ada.add({ name: 'slow disk' });
  await aWhile();
  expect(ada.store.snapshot().saved).toEqual({ kind: 'saving', unsaved: 1 });
  server.log.resume();
  await ada.saved();
});
