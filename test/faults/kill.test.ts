import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { seededRandom } from '../../shared/sample/index.ts';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import { type SyncClient, syncClient } from '../sync/support/syncClient.ts';
import { until } from '../sync/support/until.ts';

const kills = 20;
/** More only keeps this process too busy to hear what is acknowledged. */
const mostUnderWay = 100;
const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);

let server: TestServer;
let cookie: string;
let document: string;

beforeAll(async () => {
  process.stdout.write(`kill test: KILL_SEED=${seed}\n`);
  server = await startServer();
  const body = { name: 'Ada', email: 'ada@example.org', password: 'correct horse', sample: null };
  const answer = await ask('POST', '/api/setup', body);
  cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
  const [ledger] = (await (await ask('GET', '/api/ledgers')).json()) as { id: string }[];
  document = `ledger/${ledger!.id}`;
});
afterAll(() => server.remove());

const ask = (method: string, path: string, body?: object): Promise<Response> =>
  fetch(server.url + path, {
    method,
    headers: { origin: server.url, 'content-type': 'application/json', cookie: cookie ?? '' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });

const open = (doc = new Y.Doc()): SyncClient =>
  syncClient({ url: server.url.replace('http', 'ws') }, { token: '' }, document, {
    doc,
    headers: { cookie, origin: server.url },
  });

test('FAULT-1 kill -9 at random moments: nothing acknowledged and nothing that anybody saw is missing', async () => {
  const random = seededRandom(seed);
  const doc = new Y.Doc();
  const watched = new Y.Doc();
  const postedIds: string[] = [];
  let written = 0;
  let acknowledged = 0;

  for (let kill = 1; kill <= kills; kill++) {
    const [writer, watcher] = [open(doc), open(watched)];
    await until(() => writer.provider.synced && watcher.provider.synced);
    let isAlive = true;
    const writing = (async () => {
      for (; isAlive; written++) {
        writer.set(`r${written}`, `value ${written}`);
        do await new Promise((resolve) => setImmediate(resolve));
        while (isAlive && written - writer.stored > mostUnderWay);
      }
    })();
    const posting = (async () => {
      const path = `/api/ledgers/${document.slice('ledger/'.length)}/tables/customers/rows`;
      while (isAlive) {
        const rows = [{ values: { name: `posted in life ${kill}` } }];
        const answer = await ask('POST', path, { rows }).catch(() => null);
        const stored = answer?.ok ? await answer.json().catch(() => null) : null;
        if (stored !== null) postedIds.push((stored as { rows: [{ id: string }] }).rows[0].id);
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 30 + random() * 370));
    await server.kill9();
    isAlive = false;
    await Promise.all([writing, posting]);
    acknowledged = Math.max(acknowledged, writer.stored);
    // Nothing that only they still know may come back through them before we look.
    writer.destroy();
    watcher.destroy();

    await server.start();
    const fresh = open();
    await until(() => fresh.provider.synced);
    const cells = fresh.doc.getMap('cells:customers');
    for (let i = 0; i < acknowledged; i++)
      expect(cells.get(`r${i}/note`), `edit ${i}, kill ${kill}`).toBe(`value ${i}`);
    for (const [key, value] of watched.getMap('cells:customers'))
      expect(cells.get(key), `${key}, kill ${kill}`).toBe(value);
    for (const id of postedIds)
      expect(fresh.doc.getMap('rows:customers').has(id), `posted ${id}, kill ${kill}`).toBe(true);
    fresh.destroy();
  }
  process.stdout.write(
    `kill test: ${kills} kills, ${written} edits, ${acknowledged} acknowledged, ` +
      `${postedIds.length} rows posted\n`,
  );
  expect(acknowledged).toBeGreaterThan(kills * 10);
  expect(postedIds.length).toBeGreaterThan(kills);
}, 120_000);

test('FAULT-2 asked to stop, the server ends cleanly with clients connected, and all is there again', async () => {
  const client = open();
  await until(() => client.provider.synced);
  const before = client.stored;
  client.set('last', 'before the end');
  await until(() => client.stored > before);
  expect(await server.stop()).toBe(0);
  client.destroy();
  await server.start();
  const fresh = open();
  await until(() => fresh.provider.synced);
  expect(fresh.cell('last')).toBe('before the end');
  fresh.destroy();
});
