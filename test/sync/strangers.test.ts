import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startServer, type TestServer } from './support/startServer.ts';
import { type SyncClient, syncClient } from './support/syncClient.ts';
import { until } from './support/until.ts';

let server: TestServer;
let ada: SyncClient;

beforeEach(async () => {
  server = await startServer();
  ada = syncClient(server, server.owner, server.document);
  await until(() => ada.provider.synced);
});
afterEach(async () => {
  ada.destroy();
  await server.stop();
});

/** Asks for an upgrade by hand, and never ends its own half of the socket. */
const askFor = (path: string): Socket => {
  const { hostname, port } = new URL(server.url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  socket.on('error', () => {});
  socket.write(
    [
      `GET ${path} HTTP/1.1`,
      'Host: x',
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '\r\n',
    ].join('\r\n'),
  );
  return socket;
};

/** True when writing into it meets nobody. */
const isGone = (socket: Socket): boolean => {
  if (!socket.destroyed) socket.write('x');
  return socket.destroyed;
};

test('SOCKET-11 a frame with reserved bits from somebody who is not signed in does no harm', async () => {
  const stranger = askFor('/sync');
  let answer = '';
  stranger.on('data', (data: Buffer) => {
    if (answer === '') stranger.write(Uint8Array.from([0xf2, 0x80, 1, 2, 3, 4]));
    answer += data.toString('latin1');
  });
  await until(() => answer.includes('unauthenticated'));
  await until(() => isGone(stranger));
  ada.set('r1', 'not disturbed');
  await until(() => ada.stored === 1);
});

test('SOCKET-11 the socket of somebody who is not signed in ends without their help', async () => {
  const stranger = askFor('/sync');
  let hasEnded = false;
  stranger.on('end', () => {
    hasEnded = true;
  });
  stranger.resume();
  await until(() => hasEnded);
  expect(ada.endings).toEqual([]);
});

test('SOCKET-12 a refused upgrade leaves no open socket behind', async () => {
  const stranger = askFor('/elsewhere');
  stranger.resume();
  await until(() => isGone(stranger));
});
