import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AskSince, openSince, type Since } from '../../client/board/since.ts';
import { rowIdTime } from '../../shared/model/index.ts';
import { openPage, type Page } from '../clientSync/support/page.ts';
import { type Person, startServer, type TestServer } from '../clientSync/support/server.ts';
import { until } from '../sync/support/until.ts';

let server: TestServer;
let ada: Page;
let since: Since;
let asked = 0;

const askAs =
  ({ cookie }: Person): AskSince =>
  async (ledger, table, column) => {
    const path = `/api/ledgers/${ledger}/tables/${table}/since/${column}`;
    const response = await fetch(server.origin + path, { headers: { cookie } });
    const answer = (await response.json()) as { since: Record<string, number> };
    asked++;
    return answer.since;
  };

beforeEach(async () => {
  server = await startServer();
  ada = await openPage(server, server.owner);
  asked = 0;
});
afterEach(async () => {
  since.close();
  ada.close();
  await server.end();
});

const open = (now: () => number = Date.now): Since =>
  openSince(ada.store, 'deals', 'stage', askAs(server.owner), now);

const add = (page: Page, id = page.store.newRowId()): string => {
  page.store.dispatch({
    commands: [{ type: 'addRows', table: 'deals', rows: [{ id, values: { stage: 'contact' } }] }],
  });
  return id;
};
const move = (page: Page, row: string, value: string): void => {
  page.store.dispatch({
    commands: [{ type: 'setCells', table: 'deals', cells: [{ row, column: 'stage', value }] }],
  });
};
const timeOf = (row: string): number | null =>
  since.current()(ada.store.table('deals').rowOf(row)!);

test('BOARD-14: a card is in its lane since the server saw it come there, or since it was made', async () => {
  const old = '01J00000000000000000000001';
  add(ada, old);
  const moved = add(ada);
  await ada.saved();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const before = Date.now();
  move(ada, moved, 'needs');
  await ada.saved();
  since = open();
  await until(() => asked === 1);
  await until(() => (timeOf(moved) ?? 0) >= before);
  expect(timeOf(moved)).toBeLessThanOrEqual(Date.now());
  const times = await askAs(server.owner)(server.ledger, 'deals', 'stage', AbortSignal.any([]));
  expect(timeOf(moved)).toBe(times[moved]);
  expect(timeOf(old)).toBe(times[old] ?? rowIdTime(old));
});

test('BOARD-15: what anybody moves is there from now on, and the server has the last word after an absence', async () => {
  const bob = await openPage(server, await server.addPerson('Bob'));
  const row = add(ada);
  await ada.saved();
  since = open(() => 5_000_000_000_000);
  await until(() => asked === 1);
  const before = since.current();
  await until(() => bob.store.table('deals').rowOf(row) !== undefined);
  move(bob, row, 'won');
  await until(() => timeOf(row) === 5_000_000_000_000);
  expect(since.current()).not.toBe(before);
  since.close();

  let clock = 1;
  since = open(() => clock++);
  await until(() => asked === 2);
  await server.stop();
  await until(() => ada.store.snapshot().saved.kind === 'offline');
  move(ada, row, 'lost');
  expect(timeOf(row)).toBeLessThan(clock);
  const back = Date.now();
  await server.start();
  ada.store.reconnect();
  await until(() => (timeOf(row) ?? 0) >= back);
  expect(asked).toBe(3);
  bob.close();
});
