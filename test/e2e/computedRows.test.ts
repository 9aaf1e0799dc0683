import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { openWorkspace } from '../../shared/documents/index.ts';
import { firstVisitor } from '../faults/support/visitor.ts';
import { syncClient } from '../sync/support/syncClient.ts';
import { until } from '../sync/support/until.ts';
import { startServer } from './support/server.ts';

interface Row {
  readonly id: string;
  readonly values: { readonly name: string; readonly tier: string | null };
}

test('FORM-39: other programs read the tiers that cells and formulas make, before and after a restart', async ({
  onTestFinished,
}) => {
  const server = await startServer({ env: { TIME_ZONE: 'Asia/Shanghai' } });
  onTestFinished(server.remove);
  const visitor = await firstVisitor(server);
  const rows = `${visitor.ledgerPath}/tables/customers/rows`;
  const tiers = async (): Promise<string> => {
    const page = (await (await visitor.ask('GET', rows)).json()) as { rows: readonly Row[] };
    return page.rows.map(({ values }) => values.tier).join('');
  };
  const change = async (row: Row, values: object): Promise<Row> =>
    (await (await visitor.ask('PATCH', `${rows}/${row.id}`, { values })).json()) as Row;

  const added = await visitor.ask('POST', rows, {
    rows: [1, 2, 3].map((dealCount) => ({ values: { dealCount, averageTicket: 6_000 } })),
  });
  const [first] = ((await added.json()) as { rows: readonly [Row, Row, Row] }).rows;
  expect(await tiers()).toBe('CBA');
  expect((await change(first, { dealCount: 5 })).values.tier).toBe('A');
  expect(await tiers()).toBe('ABA');

  await server.kill9();
  await server.start();
  expect(await tiers()).toBe('ABA');

  const { token } = (await (
    await visitor.ask('POST', '/api/tokens', { name: 'formula' })
  ).json()) as {
    token: string;
  };
  const client = syncClient({ url: server.url.replace('http', 'ws') }, { token }, 'workspace');
  onTestFinished(client.destroy);
  await until(() => client.provider.synced);
  const workspace = openWorkspace(client.doc);
  expect(workspace.timeZone).toBe('Asia/Shanghai');
  const formula = '=IF([@dealCount]>=3,"C","A")';
  const id = 'customers/tier';
  const properties = { settings: { formula, result: 'text', grades: ['A', 'B', 'C'] } };
  workspace.apply([{ type: 'setRecord', collection: 'columns', id, properties }], null);
  await until(() => client.stored === Y.getState(client.doc.store, client.doc.clientID));
  expect(await tiers()).toBe('CAC');

  expect(await server.stop()).toBe(0);
  await server.start();
  expect(await tiers()).toBe('CAC');
  expect((await change(first, { dealCount: 0 })).values.tier).toBe('A');
});
