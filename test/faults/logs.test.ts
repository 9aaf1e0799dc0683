import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import { forgeUpdate } from '../documents/support/forgeUpdate.ts';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import { until } from '../sync/support/until.ts';
import { firstVisitor, type Visitor } from './support/visitor.ts';

/** Stands in everything that people bring, in letters that headers and URLs take, and in Chinese. */
const mark = 'marker-7f3a';
const chinese = '标记客户王小明';

/** Every key that a line of the log may have: docs/operations.md says what they are. */
const keys = new Set(
  'level time pid hostname msg reqId err document ledger table tables row user reason isGivenUp method route status ms req res signal damage seq generation preparedMs closedMs timeZone port address url'.split(
    ' ',
  ),
);

let server: TestServer;
let visitor: Visitor;
beforeAll(async () => {
  server = await startServer({ env: { LOG_LEVEL: 'trace' } });
  visitor = await firstVisitor(server);
});
afterAll(() => server.remove());

const sayRaw = (text: string): Promise<void> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname, () => socket.end(text));
    socket.on('error', () => resolve()).on('close', () => resolve());
    socket.resume();
  });

/** A socket that says `frames` and waits until it is closed, or is left alone. */
const saySocket = (path: string, frames: readonly Uint8Array[], headers = {}): Promise<void> =>
  new Promise((resolve) => {
    const socket = new WebSocket(server.url.replace('http', 'ws') + path, { headers });
    socket.on('open', () => {
      for (const frame of frames) socket.send(frame);
      setTimeout(() => socket.close(), 200);
    });
    socket.on('error', () => resolve()).on('close', () => resolve());
  });

const askAll = async (): Promise<void> => {
  const { ask, ledgerPath, token } = visitor;
  const customers = `${ledgerPath}/tables/customers/rows`;
  const said = { name: `${chinese} ${mark}`, phone: mark, note: mark };
  const asked: [string, string, object?][] = [
    ['POST', customers, { rows: [{ values: said }] }],
    ['POST', customers, { rows: [{ values: { [mark]: mark } }] }],
    ['POST', customers, { rows: mark }],
    ['PATCH', `${customers}/${mark}`, { values: said }],
    ['GET', `${customers}?cursor=${mark}`],
    ['GET', `${ledgerPath}/notes?text=${encodeURIComponent(chinese)}${mark}`],
    ['GET', `${ledgerPath}/tables/customers/since/${mark}`],
    ['GET', `/api/ledgers/${mark}/events`],
    ['GET', `/api/${mark}?text=${mark}`],
    ['GET', `/%E0%A4%A${mark}`],
    ['GET', `/api/invitations/${mark}`],
    ['POST', `/api/invitations/${mark}`, { password: mark }],
    ['POST', '/api/session', { email: `${mark}@example.org`, password: mark }],
    ['POST', '/api/users', { name: chinese, email: `${mark}@example.org`, role: 'member' }],
    ['POST', '/api/users', { name: chinese, email: mark, role: mark }],
    ['POST', '/api/tokens', { name: mark }],
    ['POST', '/api/ledgers', { name: chinese + mark }],
    ['POST', '/api/recovery', { document: mark, generation: 1, entries: [{ id: mark }] }],
    ['POST', `${ledgerPath}/layers`, { layer: mark, table: mark, segments: [{ hash: mark }] }],
  ];
  for (const [method, path, body] of asked) await (await ask(method, path, body)).arrayBuffer();
  const headers = { authorization: `Bearer ${token}` };
  const odd: [string, RequestInit][] = [
    [customers, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } }],
    [
      `${ledgerPath}/segments?table=customers&layer=01JD000000000000000000000A`,
      {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/vnd.apache.arrow.stream' },
      },
    ],
    [customers, { method: 'POST', headers: { ...headers, 'content-type': `text/${mark}` } }],
  ];
  for (const [path, init] of odd) await fetch(server.url + path, { ...init, body: `{"${mark}: ` });
  await fetch(`${server.url}/api/me`, { headers: { authorization: `Bearer ${mark}` } });
  await fetch(`${server.url}/api/me`, { headers: { cookie: `suanpan=${mark}` } });
  await sayRaw(`GET /${mark} HTTP/9.9\r\n${mark}\r\n\r\n`);
  await sayRaw(`${mark} not http at all\r\n\r\n`);
};

const syncAll = async (): Promise<void> => {
  const client = visitor.open();
  await until(() => client.provider.synced);
  client.doc.getMap('cells:customers').set(`01JD0000000000000000000001/name`, chinese + mark);
  client.doc.getMap('cells:customers').set(`${mark}/${mark}`, chinese);
  await until(() => !client.provider.hasUnsyncedChanges);
  client.destroy();
  const bytes = new TextEncoder().encode(mark.repeat(20));
  const yjs = `/yjs/${encodeURIComponent(visitor.document)}?token=${visitor.token}`;
  const forged = forgeUpdate({
    clients: [{ client: 7, clock: 0, structs: [{ map: mark, key: mark, value: chinese }] }],
  });
  await saySocket(yjs, [bytes]);
  await saySocket(yjs, [Uint8Array.of(0, 1, forged.length, ...forged)]);
  await saySocket(yjs, [Uint8Array.of(0, 1, 100, ...bytes.slice(0, 100))]);
  await saySocket(`/yjs/${mark}?token=${mark}`, []);
  await saySocket(`/sync?token=${mark}`, [bytes], { origin: `http://${mark}.example.org` });
  await saySocket('/sync', [bytes], { authorization: `Bearer ${visitor.token}` });
};

const formulas = async (): Promise<void> => {
  const client = visitor.open(new Y.Doc(), 'workspace');
  await until(() => client.provider.synced);
  const settings = { formula: `=VALUE("${chinese}${mark}")&SQRT(-[@dealCount])` };
  client.doc.getMap('columns').set('customers/tier/settings', settings);
  await until(() => !client.provider.hasUnsyncedChanges);
  client.destroy();
  await visitor.ask('GET', `${visitor.ledgerPath}/tables/customers/rows`);
};

/** What is on disk quotes people, and so do the errors of those who cannot read it. */
const breakOnDisk = async (): Promise<void> => {
  await server.stop();
  const storage = await openSqliteStorage(server.dataDir);
  const { log, blobs } = storage.files;
  await log.writer
    .updateTable('events')
    .set({ body: `${mark} ${chinese}` })
    .execute();
  const bytes = new TextEncoder().encode(mark.repeat(5));
  await log.writer
    .updateTable('updates')
    .set({ bytes })
    .where('document', '=', visitor.document)
    .execute();
  await blobs.writer.updateTable('snapshots').set({ bytes }).execute();
  await storage.close();
  await server.start();
  const { ask, ledgerPath } = visitor;
  for (const path of ['/tables/customers/rows', '/events', '/tables/deals/since/stage'])
    await ask('GET', ledgerPath + path);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  await server.stop();
};

test('CARE-54: no line of the log holds what people wrote or are called, whatever goes wrong, and each has known keys', async () => {
  await askAll();
  await syncAll();
  await formulas();
  await breakOnDisk();
  const lines = server.log().trim().split('\n');
  for (const line of lines) {
    expect(line).not.toContain(mark);
    expect(line).not.toContain(chinese);
    expect(line).not.toContain('ada@example.org');
    expect(line).not.toContain(visitor.token);
    if (line.startsWith('Suanpan ')) continue;
    for (const key of Object.keys(JSON.parse(line) as object)) expect(keys, line).toContain(key);
  }
  // It was looked at what there is to see.
  const messages = new Set(lines.filter((line) => line.startsWith('{')).map(messageOf));
  for (const expected of ['answered', 'update refused', 'document cannot be loaded', 'stopping'])
    expect(messages).toContain(expected);
});

const messageOf = (line: string): unknown => (JSON.parse(line) as { msg?: unknown }).msg;
