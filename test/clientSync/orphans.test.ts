import 'fake-indexeddb/auto';
import { monotonicFactory } from 'ulid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WrittenEntry } from '../../client/sync/journalEntry.ts';
import { openJournalStore } from '../../client/sync/journalStore.ts';
import type { LedgerCommand } from '../../shared/model/index.ts';
import { until } from '../sync/support/until.ts';
import { openPage, type Page } from './support/page.ts';
import { startServer, type TestServer } from './support/server.ts';

let server: TestServer;
let page: Page | null;
const newId = monotonicFactory();

beforeEach(async () => {
  server = await startServer();
  page = null;
});
afterEach(async () => {
  page?.close();
  await server.end();
});

/** What a tab that died left in the journal of its browser. */
const leave = async (
  browser: string,
  user: string,
  ledger: string,
  commands: readonly LedgerCommand[],
): Promise<void> => {
  const store = await openJournalStore(browser);
  const entry: WrittenEntry = {
    ...{ kind: 'written', id: newId(), document: `ledger/${ledger}`, user, tab: 'dead', at: 1 },
    ...{ commands, generation: 1, client: 77, clock: 5, outcome: null },
  };
  await store.put(entry);
  store.close();
};
const addRow = (id: string, name: string): LedgerCommand => ({
  type: 'addRows',
  table: 'customers',
  rows: [{ id, values: { name } }],
});

test('STORE-38: one entry that the server cannot read does not take the others with it', async () => {
  const { id } = server.owner;
  const unreadable = { type: 'nobodyKnowsThis' } as unknown as LedgerCommand;
  await leave('mixed', id, server.ledger, [addRow(newId(), 'first')]);
  await leave('mixed', id, server.ledger, [unreadable]);
  await leave('mixed', id, server.ledger, [addRow(newId(), 'third')]);
  page = await openPage(server, server.owner, { browser: 'mixed' });
  await until(() => page?.names().length === 2);
  await until(() => page?.store.toSettle().length === 1);
  expect(page.names()).toEqual(['first', 'third']);
  expect(page.store.toSettle()[0]).toMatchObject({ outcome: 'refused', commands: [unreadable] });
});

test('STORE-39: what a dead tab wrote to a ledger that is closed to its author is shown to him', async () => {
  const bob = await server.addPerson('Bob');
  const closed = await server.addLedger('Closed');
  await leave('closed', bob.id, closed, [addRow(newId(), 'kept text')]);
  page = await openPage(server, bob, { browser: 'closed' });
  await until(() => page?.store.toSettle().length === 1);
  expect(page.store.toSettle()[0]).toMatchObject({
    outcome: 'refused',
    writes: [{ table: 'customers', column: 'name', value: 'kept text' }],
  });
});

test('STORE-40: nobody sends what another person wrote in the same browser', async () => {
  const bob = await server.addPerson('Bob');
  await leave('two people', server.owner.id, server.ledger, [addRow(newId(), 'by Ada')]);
  page = await openPage(server, bob, { browser: 'two people' });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(page.asked.filter((path) => path.includes('recovery'))).toEqual([]);
  page.close();
  page = await openPage(server, server.owner, { browser: 'two people' });
  await until(() => page?.names().length === 1);
});
