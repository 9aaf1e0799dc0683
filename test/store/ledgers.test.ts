import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPage, type Page } from '../clientSync/support/page.ts';
import { type Person, startServer, type TestServer } from '../clientSync/support/server.ts';
import { aWhile, until } from '../sync/support/until.ts';

let server: TestServer;
let bob: Person;
let pages: Page[];

const open = async (person: Person): Promise<Page> => {
  const page = await openPage(server, person);
  pages.push(page);
  return page;
};
const customerCount = (page: Page): number | null | undefined =>
  page.store.snapshot().tables.find(({ id }) => id === 'customers')?.rowCount;

beforeEach(async () => {
  server = await startServer();
  bob = await server.addPerson('Bob');
  pages = [];
});
afterEach(async () => {
  for (const page of pages) page.close();
  await server.end();
});

const addTo = async (ledger: string, id: string, name: string): Promise<void> => {
  const rows = [{ id, values: { name } }];
  await server.writers.applyLedger(ledger, [{ type: 'addRows', table: 'customers', rows }], null);
};
const first = '01J00000000000000000000001';
const second = '01J00000000000000000000002';

test('STORE-21: rows of several ledgers stand in one table, and one step may write them all', async () => {
  const team = await server.addLedger('Team');
  await addTo(server.ledger, second, 'shared');
  await addTo(team, first, 'of the team');
  const page = await open(server.owner);
  expect(page.names()).toEqual(['of the team', 'shared']);
  page.store.dispatch({
    commands: [
      {
        type: 'setCells',
        table: 'customers',
        cells: [first, second].map((row) => ({ row, column: 'note', value: 'both' })),
      },
    ],
  });
  await page.saved();
  expect(page.store.undo()).toMatchObject({ done: 2, misses: [] });
  expect([page.cell(first, 'note'), page.cell(second, 'note')]).toEqual([null, null]);
});

test('STORE-22: a new row goes to the ledger of its customer, else to the shared one', async () => {
  const team = await server.addLedger('A-Team');
  await addTo(team, first, 'of the team');
  const page = await open(server.owner);
  const { store } = page;
  const deal = store.newRowId();
  store.dispatch({
    commands: [
      {
        type: 'addRows',
        table: 'deals',
        rows: [{ id: deal, values: { name: 'd', customer: first } }],
      },
    ],
  });
  const customer = page.add({ name: 'without a parent' });
  const deals = store.table('deals');
  const customers = store.table('customers');
  expect(deals.ledgerOf(deals.rowOf(deal)!)).toBe(team);
  expect(customers.ledgerOf(customers.rowOf(customer)!)).toBe(server.ledger);
});

test('STORE-23: who is not in a ledger has neither its rows nor their number', async () => {
  const team = await server.addLedger('Team');
  await addTo(team, first, 'secret');
  await addTo(server.ledger, second, 'shared');
  const page = await open(bob);
  expect(page.names()).toEqual(['shared']);
  expect(customerCount(page)).toBe(1);
  expect(page.store.table('customers').rowOf(first)).toBeUndefined();
});

test('STORE-24: a ledger comes at once when somebody is let in, and goes when he is put out', async () => {
  const team = await server.addLedger('Team');
  await addTo(team, first, 'of the team');
  const page = await open(bob);
  expect(page.names()).toEqual([]);
  await server.setLevel(team, bob, 'read');
  await until(() => page.names().length === 1);
  const number = page.store.table('customers').rowOf(first)!;
  expect(page.store.mayWriteRow('customers', number)).toBe(false);
  await server.setLevel(team, bob, null);
  await until(() => page.names().length === 0);
  expect(page.store.table('customers').rowOf(first)).toBeUndefined();
  expect(page.store.table('customers').rowId(number)).toBe('');
  expect(customerCount(page)).toBe(0);
});

test('STORE-25: who may only read writes nothing, not even here', async () => {
  await addTo(server.ledger, first, 'row');
  await server.setLevel(server.ledger, bob, 'read');
  const page = await open(bob);
  expect(page.store.mayWrite).toBe(false);
  expect(page.store.snapshot().saved).toEqual({ kind: 'readOnly' });
  const { misses } = page.store.dispatch({
    commands: [
      { type: 'setCells', table: 'customers', cells: [{ row: first, column: 'name', value: 'x' }] },
    ],
  });
  expect(misses).toMatchObject([{ row: first, column: 'name', wanted: 'x', found: 'row' }]);
  expect(page.cell(first, 'name')).toBe('row');
});

test('STORE-26: writes for which the right was lost meanwhile are shown with their text', async () => {
  await addTo(server.ledger, first, 'row');
  const page = await open(bob);
  await server.stop();
  await until(() => page.store.snapshot().saved.kind === 'offline');
  page.write(first, 'name', 'too late');
  await server.start();
  await server.setLevel(server.ledger, bob, 'read');
  page.store.reconnect();
  await until(() => page.store.toSettle().length === 1);
  await until(() => page.cell(first, 'name') === 'row');
  expect(page.store.toSettle()[0]).toMatchObject({
    outcome: 'refused',
    writes: [{ row: first, column: 'name', value: 'too late' }],
  });
  await until(() => page.store.snapshot().saved.kind === 'notSaved');
});

test('STORE-27: what was written to a ledger that is gone is shown too', async () => {
  await addTo(server.ledger, first, 'row');
  const page = await open(bob);
  await server.stop();
  await until(() => page.store.snapshot().saved.kind === 'offline');
  page.write(first, 'name', 'too late');
  await server.start();
  await server.setLevel(server.ledger, bob, null);
  page.store.reconnect();
  await until(() => page.store.toSettle().length === 1);
  expect(page.names()).toEqual([]);
});

test('STORE-28: when the session ends, the page is told', async () => {
  const page = await open(bob);
  await server.access.people.change(
    { user: server.owner.id, name: 'Ada', role: 'owner', via: 'session', credential: '' },
    bob.id,
    { active: false },
  );
  await until(() => page.signedOut > 0);
  await aWhile();
});

test('STORE-43: new rows go to the chosen ledger on every page of that person, while it may be written', async () => {
  const team = await server.addLedger('Team');
  await server.setLevel(team, bob, 'write');
  const page = await open(bob);
  const other = await open(bob);
  const ledgerOfNew = (): string => {
    const rows = page.store.table('customers');
    return rows.ledgerOf(rows.rowOf(page.add({ name: 'new' }))!);
  };
  expect(page.store.snapshot().defaultLedger).toBe(server.ledger);
  page.store.setDefaultLedger(team);
  expect(page.store.snapshot().defaultLedger).toBe(team);
  await until(() => other.store.snapshot().defaultLedger === team);
  expect(ledgerOfNew()).toBe(team);
  await server.setLevel(team, bob, 'read');
  await until(() => page.store.snapshot().defaultLedger === server.ledger);
  expect(ledgerOfNew()).toBe(server.ledger);
});

test('STORE-44: who may write rows nowhere is not offered to make tables', async () => {
  const page = await open(bob);
  expect(page.store.snapshot().mayEditTables).toBe(true);
  await server.setLevel(server.ledger, bob, 'read');
  await until(() => !page.store.snapshot().mayEditTables);
  expect(page.store.snapshot().ledgers).toMatchObject([{ id: server.ledger, level: 'read' }]);
});
