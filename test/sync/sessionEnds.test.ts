import { afterEach, expect, test, vi } from 'vitest';
import { startServer, type TestServer } from './support/startServer.ts';
import { syncClient } from './support/syncClient.ts';
import { until } from './support/until.ts';

let server: TestServer | null = null;
afterEach(async () => {
  vi.useRealTimers();
  await server?.stop();
});

test('RIGHTS-10 a session that ends by itself closes its sockets within ten minutes', async () => {
  const { setInterval, clearInterval } = globalThis;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  server = await startServer();
  // Only what the server does from time to time is moved on, not the sockets' own signs of life.
  Object.assign(globalThis, { setInterval, clearInterval });
  const { access, owner, document, url } = server;
  const attempt = { email: 'ada@example.org', password: 'correct horse', address: '127.0.0.1' };
  const { secret } = await access.sessions.signIn(attempt);
  const headers = {
    cookie: `suanpan_session=${secret}`,
    origin: url.replace('ws:', 'http:'),
  };
  const bySession = syncClient(server, owner, document, { headers });
  const byToken = syncClient(server, owner, document);
  await until(() => bySession.provider.synced && byToken.provider.synced);

  server.pass(29 * 24 * 60 * 60_000);
  vi.advanceTimersByTime(10 * 60_000);
  bySession.set('r1', 'in time');
  await until(() => bySession.stored === 1);
  expect(bySession.closeCodes).toEqual([]);

  server.pass(2 * 24 * 60 * 60_000);
  vi.advanceTimersByTime(10 * 60_000);
  await until(() => bySession.closeCodes.length > 0);
  expect(bySession.closeCodes[0]).toBe(4401);
  expect(byToken.closeCodes).toEqual([]);
  bySession.destroy();
  byToken.destroy();
});
