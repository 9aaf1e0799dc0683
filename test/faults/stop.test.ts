import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import { until } from '../sync/support/until.ts';
import { firstVisitor, type Visitor } from './support/visitor.ts';

let server: TestServer;
let visitor: Visitor;

beforeAll(async () => {
  server = await startServer();
  visitor = await firstVisitor(server);
});
afterAll(() => server.remove());

test('FAULT-2 asked to stop, the server ends cleanly with clients connected, and all is there again', async () => {
  const client = visitor.open();
  await until(() => client.provider.synced);
  const before = client.stored;
  client.set('last', 'before the end');
  await until(() => client.stored > before);
  expect(await server.stop()).toBe(0);
  client.destroy();
  await server.start();
  const fresh = visitor.open();
  await until(() => fresh.provider.synced);
  expect(fresh.cell('last')).toBe('before the end');
  fresh.destroy();
});
