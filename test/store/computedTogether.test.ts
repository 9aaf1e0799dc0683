import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPage, type Page } from '../clientSync/support/page.ts';
import { startServer, type TestServer } from '../clientSync/support/server.ts';
import { until } from '../sync/support/until.ts';

let server: TestServer;
let ada: Page;
let bob: Page;

beforeEach(async () => {
  server = await startServer();
  ada = await openPage(server, server.owner);
  bob = await openPage(server, await server.addPerson('Bob'));
});
afterEach(async () => {
  ada.close();
  bob.close();
  await server.end();
});

test('FORM-19: what somebody edits changes the tier on the screens of all others', async () => {
  const row = ada.add({ name: 'row', dealCount: 3 });
  await until(() => bob.cell(row, 'tier') === 'B');
  ada.write(row, 'averageTicket', 8_000);
  await until(() => bob.cell(row, 'tier') === 'A' && ada.cell(row, 'tier') === 'A');
  bob.write(row, 'dealCount', { unread: '好多' });
  await until(() => ada.cell(row, 'tier') !== 'A');
  expect(ada.cell(row, 'tier')).toEqual({ error: '#VALUE!', cause: 'dealCount' });
});

test('FORM-19: a formula that somebody writes computes for all others', async () => {
  const row = ada.add({ name: 'row', dealCount: 3 });
  const trial = await ada.store.tryFormula('customers', '=[@成交次数]*[@客单价]');
  if (!trial.ok) throw new Error(trial.problem.reason);
  const { formula, result } = trial;
  const properties = { name: '总额', type: 'formula', settings: { formula, result } };
  ada.store.dispatch({
    commands: [],
    records: [{ type: 'setRecord', collection: 'columns', id: 'customers/total', properties }],
  });
  await until(() => bob.cell(row, 'total') === 0);
  bob.write(row, 'averageTicket', 2.5);
  await until(() => ada.cell(row, 'total') === 7.5);
});
