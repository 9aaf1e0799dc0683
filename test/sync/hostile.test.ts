import { MessageType } from '@hocuspocus/server';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { seededRandom } from '../../shared/sample/index.ts';
import { type Member, startServer, type TestServer } from './support/startServer.ts';
import { type SyncClient, syncClient } from './support/syncClient.ts';
import { until } from './support/until.ts';

let server: TestServer;
let ada: SyncClient;
const printed: unknown[][] = [];

beforeEach(async () => {
  for (const print of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, print).mockImplementation((...words) => {
      printed.push(words);
    });
  server = await startServer();
  ada = syncClient(server, server.owner, server.document);
  await until(() => ada.provider.synced);
});
afterEach(async () => {
  ada.destroy();
  await server.stop();
  vi.restoreAllMocks();
});

const { Auth, Awareness, Sync, SyncReply } = MessageType;

const body = (...numbers: readonly number[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  for (const number of numbers) encoding.writeVarUint(encoder, number);
  return encoding.toUint8Array(encoder);
};
const addressed = (...parts: readonly Uint8Array[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, server.document);
  for (const part of parts) encoding.writeUint8Array(encoder, part);
  return encoding.toUint8Array(encoder);
};
const emptyStateVector = body(Sync, 0, 1, 0);
const emptyAnswer = body(Sync, 1, 2, 0, 0);
const unreadableUpdate = [8, 3, 1, 4, 1, 5, 9, 2, 6];

/** Says hello as a client does, then one frame, and waits for what comes of it. */
const say = async (member: Member, path: string, frames: readonly Uint8Array[]): Promise<void> => {
  const headers = { authorization: `Bearer ${member.token}` };
  const socket = new WebSocket(server.url + path, { headers });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve));
  for (const frame of frames) socket.send(frame);
  await new Promise((resolve) => setTimeout(resolve, 10));
  socket.close();
  await closed;
};

test('SOCKET-10 whatever a client sends, nothing is printed past the logger, and nobody else is disturbed', async () => {
  const viewer = await server.addMember('Vera', 'viewer');
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  const noise = () =>
    Uint8Array.from({ length: Math.floor(random() * 20) }, () => Math.floor(random() * 256));
  const bodies = [
    body(Auth, 0, 9, 65),
    body(Auth, 1, 1, 65),
    body(Auth, 2, 1, 65),
    body(Awareness, 5, 1, 7, 1, 1, 65),
    body(Awareness, 0),
    body(Sync, 7, 1, 0),
    body(Sync, 0, 0),
    body(Sync, 1, 200, 1),
    ...[1, 2].flatMap((step) => [
      body(Sync, step, ...unreadableUpdate),
      body(SyncReply, step, ...unreadableUpdate),
    ]),
    ...[5, 6, 7, 8, 9, 10, 200].map((type) => body(type, 1, 65)),
    ...Array.from({ length: 40 }, noise),
    ...Array.from({ length: 20 }, () => Uint8Array.from([Sync, ...noise()])),
    ...Array.from({ length: 20 }, () => Uint8Array.from([Awareness, ...noise()])),
  ];
  const hello = addressed(body(Auth, 0, 2), new TextEncoder().encode('{}'));
  for (const member of [server.owner, viewer])
    for (const frame of bodies)
      await Promise.all([
        say(member, '/sync', [hello, addressed(frame)]),
        say(member, '/sync', [
          hello,
          addressed(emptyStateVector),
          addressed(emptyAnswer),
          addressed(frame),
        ]),
        say(member, `/yjs/${server.document}?token=${member.token}`, [frame]),
      ]);
  await Promise.all(Array.from({ length: 20 }, () => say(server.owner, '/sync', [noise()])));
  expect(printed, `seed ${seed}`).toEqual([]);
  expect(ada.endings).toEqual([]);
  ada.set('r1', 'not disturbed');
  await until(() => ada.stored === 1);
});
