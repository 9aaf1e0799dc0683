import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import { until } from '../sync/support/until.ts';
import { grouped, note, progress, seed, size } from './support/scale.ts';
import { type StopTally, stopRound } from './support/stopRound.ts';
import { firstVisitor, type Visitor } from './support/visitor.ts';

let server: TestServer;
let visitor: Visitor;

beforeAll(async () => {
  server = await startServer();
  visitor = await firstVisitor(server);
});
afterAll(() => server.remove());

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

const stopsARound = size({ suite: 2, full: 10 });
const rounds = size({ suite: 1, full: 20 });
const rows = size({ suite: 2_000, full: 8_192 });
/** ms; the server ends itself with 1 when it takes longer. */
const target = 5_000;

test(
  'FAULT-4 R10 asked to stop with fifty people at work, a paste, a formula that hangs and an upload that hangs, it ends by itself and nothing acknowledged is missing',
  async () => {
    const first = seed('R10');
    const tell = progress('R10', rounds * stopsARound);
    let done = 0;
    const tallies: StopTally[] = [];
    for (let round = 0; round < rounds; round++) {
      const onStop = (): void => tell(++done);
      tallies.push(await stopRound({ seed: first + round, stops: stopsARound, rows, onStop }));
    }
    const took = tallies.flatMap((tally) => tally.took).sort((a, b) => a - b);
    const exits = tallies.flatMap((tally) => tally.exits);
    const lost = tallies.flatMap((tally) => tally.lost);
    const acknowledged = tallies.reduce((sum, tally) => sum + tally.acknowledged, 0);
    const longest = took.at(-1)!;
    note({
      id: 'R10',
      done: `${grouped(took.length)} stops with 50 people at work, ${grouped(acknowledged)} edits acknowledged`,
      found: `${grouped(lost.length)} lost, longest ${(longest / 1_000).toFixed(2)} s, median ${(took[took.length >> 1]! / 1_000).toFixed(2)} s`,
      seed: first,
      met: longest <= target,
    });
    expect(lost.slice(0, 20)).toEqual([]);
    expect(exits.filter((code) => code !== 0)).toEqual([]);
  },
  size({ suite: 180_000, full: 2 * 3_600_000 }),
);
