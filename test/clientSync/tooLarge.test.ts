import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../sync/support/until.ts';
import { openPage, type Page } from './support/page.ts';
import { startServer, type TestServer } from './support/server.ts';

let server: TestServer;
let page: Page;
let other: Page;

beforeEach(async () => {
  server = await startServer();
  page = await openPage(server, server.owner);
  other = await openPage(server, await server.addPerson('Bob'));
});
afterEach(async () => {
  page.close();
  other.close();
  await server.end();
});

test('CARE-7 an edit that is larger than the server takes becomes one to settle, and all others are saved', async () => {
  const row = page.add({ name: 'before' });
  await page.saved();
  page.write(row, 'note', 'x'.repeat(9 * 1024 * 1024));
  page.write(row, 'name', 'after');
  await until(() => other.cell(row, 'name') === 'after');
  await until(() => page.store.snapshot().saved.kind === 'notSaved');
  expect(page.store.toSettle()).toMatchObject([{ outcome: 'refused' }]);
  page.store.dismiss(page.store.toSettle()[0]!.id);
  page.write(row, 'name', 'as before');
  await page.saved();
  await until(() => other.cell(row, 'name') === 'as before');
});

test('CARE-64 a text that is too long for a cell is to be settled, with the reason', async () => {
  const row = page.add({ name: 'before' });
  await page.saved();
  page.write(row, 'note', 'x'.repeat(300_000));
  page.write(row, 'name', 'after');
  await until(() => other.cell(row, 'name') === 'after');
  await until(() => page.store.toSettle().length > 0);
  expect(page.store.toSettle()).toMatchObject([{ outcome: 'refused', reason: 'valueTooLong' }]);
  expect(page.store.toSettle()[0]!.writes[0]!.value).toHaveLength(300_000);
});

test('CARE-63 a setting that the server does not take is given up, and others are saved', async () => {
  await page.saved();
  page.store.me.set('large', 'x'.repeat(300_000));
  await until(() => page.store.me.get('large') === undefined);
  page.store.me.set('small', 'x');
  await page.saved();
  expect(page.store.me.get('small')).toBe('x');
});
