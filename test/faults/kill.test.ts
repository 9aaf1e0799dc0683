import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { seededRandom } from '../../shared/sample/index.ts';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import { until } from '../sync/support/until.ts';
import { writeHard } from './support/load.ts';
import { readEvents, readOn } from './support/readings.ts';
import { firstVisitor, type Visitor } from './support/visitor.ts';

const kills = 20;
const stops = 3;
const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const random = seededRandom(seed);

let server: TestServer;
let visitor: Visitor;

beforeAll(async () => {
  process.stdout.write(`kill test: KILL_SEED=${seed}\n`);
  server = await startServer();
  visitor = await firstVisitor(server);
});
afterAll(() => server.remove());

const writer = new Y.Doc();
const written = { edits: 0, acknowledged: 0, posted: [] as string[] };

/** Looks with the eyes of somebody new. */
const expectWritten = async (when: string): Promise<Y.Doc> => {
  const fresh = visitor.open();
  await until(() => fresh.provider.synced);
  const [cells, rows] = ['cells:customers', 'rows:customers'].map((map) => fresh.doc.getMap(map));
  for (let i = 0; i < written.acknowledged; i++)
    expect(cells!.get(`r${i}/note`), `edit ${i}, ${when}`).toBe(`value ${i}`);
  for (const id of written.posted) expect(rows!.has(id), `posted ${id}, ${when}`).toBe(true);
  fresh.destroy();
  return fresh.doc;
};

test('FAULT-1 R1 kill -9 at random moments: nothing acknowledged and nothing that anybody saw is missing', async () => {
  const [watched, watchedByStock] = [new Y.Doc(), new Y.Doc()];
  const readings = { rows: new Set<string>(), events: new Map<number, string>() };
  for (let kill = 1; kill <= kills; kill++) {
    const [client, watcher] = [visitor.open(writer), visitor.open(watched)];
    const stock = visitor.openStock(watchedByStock);
    await until(() => client.provider.synced && watcher.provider.synced && stock.synced);
    const eventsBefore = Math.max(0, ...readings.events.keys());
    const stopReading = readOn(visitor, readings);
    const postedBefore = written.posted.length;
    const stopWriting = writeHard(visitor, client, written);
    // However slow the machine is, every life does a little of everything.
    await until(
      () =>
        client.stored > written.acknowledged &&
        written.posted.length > postedBefore &&
        Math.max(...readings.events.keys()) > eventsBefore,
    );
    await setTimeout(random() * 300);
    await server.kill9();
    await Promise.all([stopReading(), stopWriting()]);
    // Nothing that only they still know may come back through them before we look.
    for (const connected of [client, watcher, stock]) connected.destroy();

    await server.start();
    const when = `kill ${kill}, seed ${seed}`;
    const fresh = await expectWritten(when);
    for (const seen of [watched, watchedByStock])
      for (const map of ['cells:customers', 'rows:customers'])
        for (const [key, value] of seen.getMap(map))
          expect(fresh.getMap(map).get(key), `${key}, ${when}`).toEqual(value);
    for (const id of readings.rows)
      expect(fresh.getMap('rows:customers').has(id), `read ${id}, ${when}`).toBe(true);
    for (const event of (await readEvents(visitor, eventsBefore))!)
      expect(readings.events.get(event.id) ?? JSON.stringify(event), when).toBe(
        JSON.stringify(event),
      );
  }
  process.stdout.write(
    `kill test: ${kills} kills, ${written.edits} edits, ${written.acknowledged} acknowledged, ` +
      `${written.posted.length} rows posted, ${readings.events.size} events read\n`,
  );
}, 120_000);

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

test('FAULT-4 R10 asked to stop while people write as fast as they can, it ends by itself and nothing acknowledged is missing', async () => {
  for (let stop = 1; stop <= stops; stop++) {
    const client = visitor.open(writer);
    await until(() => client.provider.synced);
    const stopWriting = writeHard(visitor, client, written);
    await setTimeout(200 + random() * 300);
    expect(await server.stop(), server.log()).toBe(0);
    await stopWriting();
    client.destroy();
    await server.start();
    await expectWritten(`stop ${stop}, seed ${seed}`);
  }
});
