import { setTimeout } from 'node:timers/promises';
import { MessageType } from '@hocuspocus/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { readFrame, syncSteps } from '../../server/sync/frames.ts';
import { readMemory } from '../bench/support/memory.ts';
import type { Person } from '../clientSync/support/server.ts';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import { type SyncClient, syncClient } from '../sync/support/syncClient.ts';
import { until } from '../sync/support/until.ts';
import { type Company, foundCompany } from './support/people.ts';
import { askForAll, hello, openRaw, type RawSession } from './support/rawSession.ts';
import { grouped, note, progress, seed as seedOf, size } from './support/scale.ts';

const MB = 1024 * 1024;
const clients = size({ suite: 8, full: 200 });
/** Bytes of one value, and how many are written while somebody does not read. */
const value = size({ suite: 200 * 1024, full: 25 * 1024 });
const edits = size({ suite: 80, full: 3_000 });
const target = { memory: 64 * MB, ratio: 1.1 };
const seed = seedOf('R7');

let server: TestServer;
let company: Company;
let bob: Person;
let writer: SyncClient;
/** Reads, but for a while. */
let reader: SyncClient;
let listeners: Listener[] = [];

interface Listener extends RawSession {
  /** ms between an edit and its arrival here. */
  readonly times: number[];
}

const openAs = ({ cookie }: Person): SyncClient =>
  syncClient({ url: server.url }, { token: '' }, company.document, {
    headers: { cookie, origin: server.url },
  });

/** Takes updates as a page does, without a document of its own. */
const listen = async (number: number): Promise<Listener> => {
  const session = await openRaw(server.url, '/sync', { cookie: bob.cookie, origin: server.url });
  const times: number[] = [];
  const address = `${company.document}\0${number}`;
  session.send(...hello(address), askForAll(address));
  session.socket.on('message', (data: Buffer) => {
    const frame = readFrame(data);
    if (frame?.type !== MessageType.Sync || frame.step !== syncSteps.update) return;
    // The newest edit carries the time at which it was made.
    const at = data.lastIndexOf('made at ');
    if (at > 0)
      times.push(performance.now() - Number.parseFloat(data.toString('latin1', at + 8, at + 24)));
  });
  return { ...session, times };
};

/** Writes `count` large values into a handful of cells; answers the server's most memory meanwhile. */
const write = async (count: number): Promise<number> => {
  const told = progress('R7', count);
  let most = 0;
  for (let edit = 0; edit < count; edit++) {
    const text = `${edit} ${'x'.repeat(value)} made at ${performance.now().toFixed(3).padStart(16)}`;
    writer.set(`large ${edit % 5}`, text);
    const before = writer.stored;
    await until(() => writer.stored > before || writer.provider.unsyncedChanges === 0);
    most = Math.max(most, readMemory(server.pid).rss);
    told(edit + 1, `${(most / MB).toFixed()} MB`);
    await setTimeout(size({ suite: 2, full: 40 }));
  }
  return most;
};

const p99 = (): number => {
  const all = listeners.flatMap(({ times }) => times.splice(0)).sort((a, b) => a - b);
  return all[Math.floor(all.length * 0.99)] ?? Number.NaN;
};

beforeAll(async () => {
  server = await startServer();
  company = await foundCompany(server);
  bob = await company.add('Bob');
  [writer, reader] = [openAs(company.owner), openAs(bob)];
  listeners = await Promise.all(Array.from({ length: clients - 2 }, (_, index) => listen(index)));
  await until(() => writer.provider.synced && reader.provider.synced);
});
afterAll(async () => {
  writer.destroy();
  reader.destroy();
  for (const { socket } of listeners) socket.terminate();
  await server.remove();
});

test(
  'FAULT-32 R7 a client that stops reading costs the server little and nobody else anything, and has all when it reads again',
  async () => {
    // As much as is then written: the process has its size, and everybody's way is warm.
    const before = await write(edits);
    const usual = p99();
    (reader.socket.webSocket as unknown as WebSocket).pause();
    const during = await write(edits);
    const disturbed = p99();
    (reader.socket.webSocket as unknown as WebSocket).resume();
    await until(() =>
      [0, 1, 2, 3, 4].every((n) => reader.cell(`large ${n}`) === writer.cell(`large ${n}`)),
    );
    const more = Math.max(0, during - before);
    const ratio = disturbed / usual;
    note({
      id: 'R7',
      done: `1 of ${clients} stopped reading while ${grouped(Math.round((edits * value) / MB))} MB were written`,
      found: `server memory + ${(more / MB).toFixed()} MB; the others' p99 ${usual.toFixed(1)} → ${disturbed.toFixed(1)} ms (${ratio.toFixed(2)} ×); in sync when it read again`,
      seed,
      met: more <= target.memory && ratio <= target.ratio,
    });
    expect(more).toBeLessThan(2 * target.memory);
  },
  size({ suite: 60_000, full: 1_800_000 }),
);

test(
  'FAULT-33 R7 many that stop reading at once do not take the server’s memory',
  async () => {
    const before = await write(size({ suite: 10, full: 200 }));
    const stopped = listeners.slice(0, listeners.length / 2);
    for (const { socket } of stopped) socket.pause();
    const during = await write(edits);
    for (const { socket } of stopped) socket.resume();
    // What is allowed to each; all that was written would be many times that.
    const allowed = Math.min(256, 4 * stopped.length) * MB;
    const more = Math.max(0, during - before);
    expect(more).toBeLessThan(allowed + 2 * target.memory);
    note({
      id: 'R7',
      done: `${stopped.length} of ${clients} stopped reading while ${grouped(Math.round((edits * value) / MB))} MB were written`,
      found: `server memory + ${(more / MB).toFixed()} MB`,
      seed,
      met: true,
    });
  },
  size({ suite: 60_000, full: 1_800_000 }),
);
