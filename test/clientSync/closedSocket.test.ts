import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { SyncSocket, waits } from '../../client/sync/socket.ts';
import { socketWith } from '../sync/support/socketWith.ts';

test('SIM-7 a page that is closed while it waits to connect again does not connect any more', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => void server.close());
  let connections = 0;
  server.on('connection', (connection) => {
    connections++;
    connection.terminate();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const socket = new SyncSocket(`ws://127.0.0.1:${port}/sync`, socketWith({}));
  const lost = new Promise<void>((resolve) => socket.on('disconnect', () => resolve()));
  void socket.connect();
  await lost;
  socket.destroy();
  const before = connections;
  await new Promise((resolve) => setTimeout(resolve, 2 * waits.delay));
  expect(connections).toBe(before);
});
