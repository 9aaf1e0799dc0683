import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { createLaggards } from '../../server/sync/laggards.ts';
import { createPace } from '../../server/sync/pace.ts';
import { createReading } from '../../server/sync/reading.ts';
import { startServer, type TestServer } from './support/startServer.ts';
import { type SyncClient, syncClient } from './support/syncClient.ts';
import { until } from './support/until.ts';

const kB = 1024;
const MB = 1024 * kB;

let server: TestServer;
let writer: SyncClient;
let reader: SyncClient;
let taken = 0;

beforeEach(async () => {
  server = await startServer();
  writer = syncClient(server, server.owner, server.document);
  reader = syncClient(server, await server.addMember('Bob'), server.document);
  await until(() => writer.provider.synced && reader.provider.synced);
  taken = 0;
  reader.socket.on('message', ({ data }: { data: ArrayBuffer }) => {
    taken += data.byteLength;
  });
});
afterEach(async () => {
  writer.destroy();
  reader.destroy();
  await server.stop();
});

test('CARE-1 what others write meanwhile does not wait for who stopped reading, who has all of it afterwards', async () => {
  const socket = reader.socket.webSocket as unknown as WebSocket;
  socket.pause();
  reader.set('own', 'written without reading');
  const [edits, size] = [100, 240 * kB];
  for (let edit = 1; edit <= edits; edit++) {
    writer.set('large', `${edit} ${'x'.repeat(size)}`);
    writer.set(`row ${edit}`, `value ${edit}`);
    await until(() => writer.stored >= 2 * edit);
  }
  writer.provider.awareness!.setLocalStateField('cell', null);
  socket.resume();
  await until(() => reader.cell(`row ${edits}`) === `value ${edits}`);
  await until(() => reader.cell('large') === writer.cell('large'));
  for (let edit = 1; edit <= edits; edit++)
    expect(reader.cell(`row ${edit}`)).toBe(`value ${edit}`);
  expect(writer.cell('own')).toBe('written without reading');
  // What the network itself had taken, and what may wait; the rest came in one piece.
  expect(taken).toBeLessThan((edits * size) / 2);
  expect(reader.endings).toEqual([]);
  expect(reader.closeCodes).toEqual([]);
  writer.set('after', 'as before');
  await until(() => reader.cell('after') === 'as before');
  reader.set('after', 'both ways');
  await until(() => writer.cell('after') === 'both ways');
});

test('CARE-2 slow readers share what may wait, so that a thousand of them do not take all memory', () => {
  const laggards = createLaggards();
  expect(laggards.allowance).toBe(4 * MB);
  const sockets = Array.from({ length: 1_000 }, () => ({}));
  for (const socket of sockets) laggards.add(socket);
  expect(laggards.allowance * sockets.length).toBeLessThanOrEqual(256 * MB);
  for (const socket of sockets) laggards.remove(socket);
  expect(laggards.allowance).toBe(4 * MB);
});

test('CARE-5 a person’s sockets together are read at a pace well above what anybody types or pastes', () => {
  let time = 1_700_000_000_000;
  const pace = createPace(() => time);
  const waits = (frames: number, bytes: number, user = 'ada'): number => {
    let wait = 0;
    for (let frame = 0; frame < frames; frame++) wait = pace.waitAfter(user, bytes);
    return wait;
  };
  expect(waits(10_000, 100)).toBe(0);
  for (let second = 0; second < 60; second++) {
    time += 1_000;
    expect(waits(1_000, 200)).toBe(0);
  }
  expect(waits(40_000, 100)).toBeGreaterThan(1_000);
  expect(waits(1, 100, 'bob')).toBe(0);
  time += 60_000;
  expect(waits(1, 8 * MB)).toBe(0);
  expect(waits(20, 8 * MB)).toBeGreaterThan(1_000);
});

test('CARE-5 reading goes on when nobody holds it any more', () => {
  const calls: string[] = [];
  const reading = createReading({
    pause: () => void calls.push('pause'),
    resume: () => void calls.push('resume'),
  });
  const [first, second] = [reading.hold(), reading.hold()];
  first();
  first();
  expect(calls).toEqual(['pause']);
  second();
  expect(calls).toEqual(['pause', 'resume']);
});
