import 'fake-indexeddb/auto';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { openJournalStore } from '../../client/sync/journalStore.ts';
import { aWhile, until } from '../sync/support/until.ts';
import { startServer } from './support/server.ts';
import { openTab } from './support/tab.ts';

test('SIM-5 who learns on coming back that an offline edit is overruled has it recorded all the same', async () => {
  const server = await startServer();
  onTestFinished(server.end);
  const tab = await openTab(server, server.owner, 'overruled');
  onTestFinished(tab.close);
  const row = '01JD000000000000000000RW01';
  tab.do({ type: 'addRows', table: 'customers', rows: [{ id: row, values: { name: 'Li Na' } }] });
  await until(() => tab.sync.saved().kind === 'saved');
  const other = await openTab(server, server.owner, 'standing');
  // Of two edits that did not see each other, that of the higher client id stays.
  tab.ledger().ledger.doc.clientID = 10;
  other.ledger().ledger.doc.clientID = 20;
  other.write(row, 'note', 'earlier');
  await until(() => tab.cell(row, 'note') === 'earlier' && other.sync.saved().kind === 'saved');
  const before = other.ledger().ledger.doc;
  await server.stop();
  tab.write(row, 'note', 'twice');
  tab.write(row, 'note', 'overruled');
  other.close();
  await server.start();
  // The other one writes as somebody would whose edit is on disk before this tab is back.
  const live = await server.documents.open(`ledger/${server.ledger}`);
  const origin = Y.encodeStateVector(before);
  before.getMap('cells:customers').set(`${row}/note`, 'standing');
  live.receive(Y.encodeStateAsUpdate(before, origin), server.owner.id);
  await live.commits.settled();
  tab.sync.reconnect();
  await until(() => tab.cell(row, 'note') === 'standing' && tab.sync.saved().kind === 'saved');
  const events = await server.log.events(`ledger/${server.ledger}`, { after: 0, limit: 100 });
  expect(events.flatMap(({ conflicts }) => conflicts)).toEqual([
    { table: 'customers', row, column: 'note', kept: 'standing', overruled: 'overruled' },
  ]);
});

test('SIM-6 what a tab wrote after another one took it for dead is its own, and is not forgotten', async () => {
  const server = await startServer();
  onTestFinished(server.end);
  const sleeper = await openTab(server, server.owner, 'sleeping');
  onTestFinished(sleeper.close);
  const add = (id: string): void =>
    sleeper.do({ type: 'addRows', table: 'customers', rows: [{ id, values: { name: id } }] });
  await server.stop();
  add('01JD000000000000000000RW01');
  await aWhile();
  const other = await openJournalStore('sleeping');
  expect(await other.claim(server.owner.id, 'other', new Set(['other']))).toHaveLength(1);
  add('01JD000000000000000000RW02');
  await aWhile();
  await server.start();
  sleeper.sync.reconnect();
  await until(() => sleeper.cell('01JD000000000000000000RW01', 'name') === null);
  await until(() => sleeper.cell('01JD000000000000000000RW02', 'name') !== null);
  other.close();
});
