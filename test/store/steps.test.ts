import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPage, type Page } from '../clientSync/support/page.ts';
import { type Person, startServer, type TestServer } from '../clientSync/support/server.ts';
import { until } from '../sync/support/until.ts';

let server: TestServer;
let bobAsPerson: Person;
let ada: Page;
let bob: Page;

beforeEach(async () => {
  server = await startServer();
  bobAsPerson = await server.addPerson('Bob');
  ada = await openPage(server, server.owner);
  bob = await openPage(server, bobAsPerson);
});
afterEach(async () => {
  ada.close();
  bob.close();
  await server.end();
});

test("STORE-12: undo takes back one's own last step and leaves the other's alone", async () => {
  const row = ada.add({ name: 'row', note: 'first' });
  await until(() => bob.cell(row, 'name') === 'row');
  ada.write(row, 'note', 'by Ada');
  await until(() => bob.cell(row, 'note') === 'by Ada');
  bob.write(row, 'phone', '13800000001');
  await until(() => ada.cell(row, 'phone') === '13800000001');
  const undone = ada.store.undo();
  expect(undone).toEqual({ done: 1, misses: [], at: { table: 'customers', row, column: 'note' } });
  expect(ada.cell(row, 'note')).toBe('first');
  expect(ada.cell(row, 'phone')).toBe('13800000001');
  ada.store.redo();
  await until(() => bob.cell(row, 'note') === 'by Ada');
  expect(bob.store.history).toMatchObject({ canUndo: true, canRedo: false });
});

test('STORE-13: undo says where it could not because somebody wrote since', async () => {
  const row = ada.add({ name: 'row' });
  ada.write(row, 'note', 'by Ada');
  await until(() => bob.cell(row, 'note') === 'by Ada');
  bob.write(row, 'note', 'by Bob');
  await until(() => ada.cell(row, 'note') === 'by Bob');
  expect(ada.store.undo()).toMatchObject({
    done: 0,
    misses: [{ row, column: 'note', found: 'by Bob' }],
  });
  expect(ada.cell(row, 'note')).toBe('by Bob');
});

test('STORE-14: a new step ends what could be done again', () => {
  const row = ada.add({ name: 'row' });
  ada.write(row, 'note', 'one');
  ada.store.undo();
  expect(ada.store.history.canRedo).toBe(true);
  ada.write(row, 'note', 'two');
  expect(ada.store.history.canRedo).toBe(false);
  expect(ada.store.redo()).toBeNull();
});

test('STORE-15: a step that makes a tag and uses it is one step of undo', async () => {
  const row = ada.add({ name: 'row' });
  ada.store.dispatch({
    records: [
      { type: 'setRecord', collection: 'tags', id: 'vip', properties: { name: 'VIP', order: 'V' } },
    ],
    commands: [
      {
        type: 'setMembers',
        table: 'customers',
        cells: [{ row, column: 'tags', add: ['vip'], remove: [] }],
      },
    ],
  });
  await until(() => bob.cell(row, 'tags') !== null);
  expect(
    bob.store
      .context()
      .tags()
      .map(({ id }) => id),
  ).toEqual(['vip']);
  ada.store.undo();
  expect(ada.cell(row, 'tags')).toBeNull();
  expect(ada.store.context().tags()).toEqual([]);
  expect(ada.names()).toEqual(['row']);
});

test('STORE-16: more than 500 new rows appear at once, durably, and go with one undo', async () => {
  const rows = Array.from({ length: 700 }, (_, index) => ({
    id: ada.store.newRowId(),
    values: { name: `row ${index}`, dealCount: index },
  }));
  const shares: number[] = [];
  const { upload } = ada.store.dispatch({
    commands: [{ type: 'addRows', table: 'customers', rows }],
  });
  upload!.onProgress((share) => shares.push(share));
  expect(upload!.rows).toBe(700);
  await upload!.settled;
  await until(() => bob.names().length === 700);
  await until(() => ada.names().length === 700);
  expect(shares.at(-1)).toBe(1);
  expect(bob.cell(rows[699]!.id, 'dealCount')).toBe(699);
  ada.write(rows[3]!.id, 'name', 'changed since');
  ada.store.undo();
  ada.store.undo();
  await until(() => bob.names().length === 0);
  expect(ada.names()).toEqual([]);
  ada.store.redo();
  await until(() => bob.names().length === 700);
});

test('STORE-17: a cancelled upload leaves nothing behind', async () => {
  const rows = Array.from({ length: 600 }, () => ({
    id: ada.store.newRowId(),
    values: { name: 'never' },
  }));
  const { upload } = ada.store.dispatch({
    commands: [{ type: 'addRows', table: 'customers', rows }],
  });
  const settled = expect(upload!.settled).rejects.toThrow();
  upload!.cancel();
  await settled;
  await ada.saved();
  expect(ada.names()).toEqual([]);
  expect(ada.store.history.canUndo).toBe(false);
});

test("STORE-18: a page shows where others are, by the server's word on who they are", async () => {
  const row = ada.add({ name: 'row' });
  await until(() => bob.cell(row, 'name') === 'row');
  await until(() => bob.store.snapshot().people.length === 1);
  ada.store.setPresence({ table: 'customers', row, column: 'note' }, true);
  await until(() => bob.store.presence('customers').length === 1);
  expect(bob.store.presence('customers')).toEqual([
    {
      table: 'customers',
      row,
      column: 'note',
      person: server.owner.id,
      name: 'Ada',
      color: '#7a4fb5',
      typing: true,
    },
  ]);
  expect(bob.store.presence('deals')).toEqual([]);
  expect(bob.store.snapshot().people).toEqual([
    { id: server.owner.id, name: 'Ada', color: '#7a4fb5', typing: true },
  ]);
  ada.close();
  await until(() => bob.store.snapshot().people.length === 0);
});

test('STORE-19: tables are made, renamed and deleted for everybody, and undone', async () => {
  const id = ada.store.addTable('Projects');
  const names = (page: Page) => page.store.snapshot().tables.map(({ name }) => name);
  await until(() => names(bob).includes('Projects'));
  bob.store.renameTable(id, 'Plans');
  await until(() => names(ada).includes('Plans'));
  ada.store.deleteTable(id);
  await until(() => !names(bob).includes('Plans'));
  ada.store.undo();
  await until(() => names(bob).includes('Plans'));
  expect(ada.store.workspace.columns(id).map(({ type }) => type)).toEqual(['text']);
});

test('STORE-20: the snapshot is the same object until something in it changed', async () => {
  await ada.saved();
  const before = ada.store.snapshot();
  expect(ada.store.snapshot()).toBe(before);
  ada.add({ name: 'row' });
  await ada.saved();
  const after = ada.store.snapshot();
  expect(after).not.toBe(before);
  expect(after.everyone).toBe(before.everyone);
  expect(after.tables.find(({ id }) => id === 'customers')?.rowCount).toBe(1);
});
