import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { kindOfFrame } from '../../server/sync/clientFrames.ts';
import { readFrame } from '../../server/sync/frames.ts';
import { fromYjs } from '../../server/sync/yjsTransport.ts';
import { noteText } from '../../shared/documents/noteText.ts';
import type { Role } from '../../shared/model/index.ts';
import { seededRandom } from '../../shared/sample/index.ts';
import { readMemory } from '../bench/support/memory.ts';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import { type SyncClient, syncClient } from '../sync/support/syncClient.ts';
import { until } from '../sync/support/until.ts';
import { mutate } from './support/mutate.ts';
import { type Company, foundCompany } from './support/people.ts';
import { hello, openRaw, type RawSession } from './support/rawSession.ts';
import { recordSession } from './support/recordSession.ts';
import { grouped, progress, seed as seedOf, size, note as tell } from './support/scale.ts';

const total = size({ suite: 400, full: 120_000 });
const framesASession = 6;
const sessionsAtOnce = 8;
const closeWithin = 1_000;
const mostMemory = 200 * 1024 * 1024;
const seed = seedOf('R8');
const random = seededRandom(seed);

let server: TestServer;
let company: Company;
let note: string;
let bodies: readonly Uint8Array[];
let [rows, words]: SyncClient[] = [];

const openAs = (name: string): SyncClient =>
  syncClient({ url: server.url }, { token: '' }, name, {
    headers: { cookie: company.owner.cookie, origin: server.url },
  });

beforeAll(async () => {
  server = await startServer({ env: { LOG_LEVEL: 'error' } });
  company = await foundCompany(server);
  note = `note/${company.ledger}/${await company.addRow()}`;
  const writer = await company.add('Wendy');
  bodies = await recordSession(server, writer, company.document, note);
  [rows, words] = [openAs(company.document), openAs(note)];
  await until(() => rows!.provider.synced && words!.provider.synced);
});
afterAll(async () => {
  rows?.destroy();
  words?.destroy();
  await server.remove();
});

/** What somebody new is shown of ledger and note. */
const whatIsThere = async (): Promise<string> => {
  const [ledger, text] = [openAs(company.document), openAs(note)];
  await until(() => ledger.provider.synced && text.provider.synced);
  const shown = stateOf(ledger.doc, text.doc);
  ledger.destroy();
  text.destroy();
  return shown;
};
const stateOf = (ledger: Y.Doc, text: Y.Doc): string =>
  JSON.stringify([
    [...ledger.share.keys()]
      .map((name) => [name, Object.entries(ledger.getMap(name).toJSON()).sort()])
      .filter(([, entries]) => entries!.length > 0)
      .sort(),
    noteText(text),
  ]);

interface Attack {
  readonly sent: number;
  /** ms from a frame that is none to the end of its socket, for each. */
  readonly closings: readonly number[];
}

/** Sends mutated frames in many sessions of `role`, on both ways in, and breaks none of its own off. */
const attack = async (role: Role, count: number): Promise<Attack> => {
  const told = progress('R8', count);
  const attackers = await Promise.all(
    [1, 2, 3, 4].map(async (number) => {
      const person = await company.add(`${role}${number}`, role);
      return { cookie: person.cookie, token: await company.tokenOf(person) };
    }),
  );
  const closings: number[] = [];
  let sent = 0;
  const one = async (): Promise<void> => {
    const { cookie, token } = attackers[Math.floor(random() * attackers.length)]!;
    const document = random() < 0.6 ? company.document : note;
    const isStock = random() < 0.25;
    const session = isStock
      ? await openRaw(server.url, `/yjs/${encodeURIComponent(document)}?token=${token}`, {})
      : await openRaw(server.url, '/sync', { cookie, origin: server.url });
    const address = `${document}\0${Math.floor(random() * 1e9)}`;
    if (!isStock) session.send(...hello(address));
    for (let frame = 0; frame < framesASession; frame++) {
      const { data, isBroken } = hostile(isStock ? document : address, isStock);
      const at = performance.now();
      session.send(data);
      sent++;
      if (!isBroken) {
        await setTimeout(random() * 4);
        continue;
      }
      await session.closed;
      closings.push(performance.now() - at);
      break;
    }
    end(session);
    told(sent, `${grouped(closings.length)} closed`);
  };
  const lane = async (): Promise<void> => {
    while (sent < count) await one();
  };
  await Promise.all(Array.from({ length: sessionsAtOnce }, lane));
  return { sent, closings };
};

const end = ({ socket }: RawSession): void => socket.terminate();

/** A frame, and whether it is one that must end its socket. */
const hostile = (
  address: string,
  isStock: boolean,
): { readonly data: Uint8Array; readonly isBroken: boolean } => {
  if (random() < 0.002) return { data: new Uint8Array(8 * 1024 * 1024 + 1), isBroken: true };
  const body = bodies[Math.floor(random() * bodies.length)]!;
  const whole = random() < 0.2;
  const head = new TextEncoder().encode(address);
  const withAddress = (rest: Uint8Array): Uint8Array =>
    isStock ? rest : Uint8Array.from([head.length, ...head, ...rest]);
  const data = whole
    ? mutate(withAddress(body), bodies, random)
    : withAddress(mutate(body, bodies, random));
  return { data, isBroken: isBroken(isStock ? fromStock(address, data) : data) };
};
const fromStock = (document: string, data: Uint8Array): Uint8Array | null =>
  data.length === 0 ? null : fromYjs(document, data);
const isBroken = (data: Uint8Array | null): boolean => {
  if (data === null || (data.length === 1 && data[0] === 9)) return false;
  const frame = readFrame(data);
  return frame === null || kindOfFrame(data, frame) === 'broken';
};

const expectUndisturbed = async (what: string): Promise<void> => {
  expect((await fetch(`${server.url}/healthz`)).status, what).toBe(200);
  for (const client of [rows!, words!])
    expect([client.endings, client.closeCodes]).toEqual([[], []]);
  const before = rows!.stored;
  rows!.set('undisturbed', what);
  await until(() => rows!.stored > before);
};

test(
  'FAULT-34 R8 whatever readers send, nothing changes, and nobody else is disturbed',
  async () => {
    await expectUndisturbed('before');
    const before = await whatIsThere();
    const memory = readMemory(server.pid).rss;
    const { sent, closings } = await attack('viewer', total / 2);
    expect(await whatIsThere(), `seed ${seed}`).toBe(before);
    await expectUndisturbed('after');
    const slowest = Math.max(...closings);
    const more = (readMemory(server.pid).rss - memory) / 1024 / 1024;
    tell({
      id: 'R8',
      done: `${grouped(sent)} mutated frames from people who may only read`,
      found: `0 changes; ${grouped(closings.length)} sockets closed within ${slowest.toFixed()} ms; ${more.toFixed()} MB more memory`,
      seed,
      met: slowest <= closeWithin,
    });
  },
  size({ suite: 60_000, full: 3_600_000 }),
);

test(
  'FAULT-35 R8 whatever members send, all see the same, and it is there again after a restart',
  async () => {
    const memory = readMemory(server.pid).rss;
    const { sent, closings } = await attack('member', total / 2);
    await expectUndisturbed('after members');
    await until(async () => (await whatIsThere()) === stateOf(rows!.doc, words!.doc));
    expect(readMemory(server.pid).rss - memory).toBeLessThan(mostMemory);
    const there = await whatIsThere();
    await server.kill9();
    await server.start();
    expect(await whatIsThere(), `seed ${seed}`).toBe(there);
    expect(server.log()).not.toMatch(/nobody expected|Caught error|exception/);
    const slowest = Math.max(...closings);
    tell({
      id: 'R8',
      done: `${grouped(sent)} mutated frames from people who may write`,
      found: `all replicas equal, also after a restart; ${grouped(closings.length)} sockets closed within ${slowest.toFixed()} ms`,
      seed,
      met: slowest <= closeWithin,
    });
  },
  size({ suite: 60_000, full: 3_600_000 }),
);

test('FAULT-36 R8 bytes that are no WebSocket frames end their own connection only', async () => {
  const times = size({ suite: 10, full: 1_000 });
  for (let time = 0; time < times; time++) {
    const session = await openRaw(server.url, '/sync', {
      cookie: company.owner.cookie,
      origin: server.url,
    });
    // Reserved bits: no frame of the protocol begins so.
    const noise = Uint8Array.from({ length: 1 + random() * 50 }, () => random() * 256);
    session.wire.write(Uint8Array.from([0x70 | (random() * 16), ...noise]));
    await session.closed;
  }
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});
