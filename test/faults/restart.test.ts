import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import { until } from '../sync/support/until.ts';
import { addManyRows } from './support/manyRows.ts';
import { grouped, note, progress, size } from './support/scale.ts';
import { firstVisitor, type Visitor } from './support/visitor.ts';

const rows = 100_000;
const restarts = size({ suite: 2, full: 11 });
/** ms, from the start of the process to a write on disk. */
const target = 1_000;

let server: TestServer;
let visitor: Visitor;

beforeAll(async () => {
  server = await startServer();
  visitor = await firstVisitor(server);
  await addManyRows(visitor, rows);
});
afterAll(() => server.remove());

/** ms until a client that comes as soon as it can has a first edit acknowledged. */
const untilWritten = async (value: string): Promise<number> => {
  const start = performance.now();
  await server.start();
  const client = visitor.open();
  await until(() => client.provider.synced);
  client.set('first', value);
  await until(() => client.stored > 0);
  const took = performance.now() - start;
  client.destroy();
  return took;
};

test('FAULT-10 R2 after kill -9 a server with 100,000 rows takes writes again', async () => {
  const took: number[] = [];
  const tell = progress('R2', restarts);
  for (let restart = 1; restart <= restarts; restart++) {
    await server.kill9();
    took.push(await untilWritten(`value ${restart}`));
    tell(restart);
  }
  await server.kill9();
  await server.start();
  const fresh = visitor.open();
  await until(() => fresh.provider.synced);
  expect(fresh.cell('first')).toBe(`value ${restarts}`);
  const [segments] = [fresh.doc.getMap<{ rows: number }>('segments:customers')];
  const there = [...segments.values()].reduce((sum, segment) => sum + segment.rows, 0);
  expect(there).toBe(rows);
  fresh.destroy();

  const sorted = took.toSorted((a, b) => a - b);
  const median = sorted[sorted.length >> 1]!;
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
  note({
    id: 'R2',
    done: `${restarts} restarts with ${grouped(rows)} rows of 20 columns`,
    found: `median ${seconds(median)}, from ${seconds(sorted[0]!)} to ${seconds(sorted.at(-1)!)}`,
    seed: null,
    met: median <= target,
  });
});
