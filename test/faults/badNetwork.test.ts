import 'fake-indexeddb/auto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../shared/sample/index.ts';
import { openPage, type Page } from '../clientSync/support/page.ts';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import { until } from '../sync/support/until.ts';
import { type BadNetwork, openBadNetwork } from './support/network.ts';
import { foundCompany } from './support/people.ts';
import { grouped, note, progress, seed as seedOf, size } from './support/scale.ts';

const rounds = size({ suite: 6, full: 300 });
/** ms that a fault lasts at most. */
const longest = size({ suite: 600, full: 6_000 });
const target = 2_000;

let server: TestServer;
let network: BadNetwork;
/** The one behind the network, and another with a good one. */
let page: Page;
let other: Page;
const seed = seedOf('R6');
const random = seededRandom(seed);

beforeAll(async () => {
  server = await startServer();
  const company = await foundCompany(server);
  network = await openBadNetwork(server.url, random);
  [page, other] = await Promise.all([
    openPage({ origin: network.url }, company.owner),
    openPage({ origin: server.url }, await company.add('Bob')),
  ]);
});
afterAll(async () => {
  page.close();
  other.close();
  await network.close();
  await server.remove();
});

const faults: Readonly<Record<string, () => void>> = {
  delay: () => network.delay(50 + random() * 150),
  stall: () => network.stall(),
  cut: () => network.cut(),
  'cut anywhere': () => network.cutAfter(Math.floor(random() * 3_000)),
  'half open': () => network.halfOpen(),
  flutter: () => {
    network.cut();
    network.heal();
    network.cutAfter(Math.floor(random() * 2_000));
  },
};

test(
  'FAULT-30 R6 however a network fails, all is in sync again after it heals',
  async () => {
    const told = progress('R6', rounds);
    const times: number[] = [];
    const slowest = { time: 0, what: '' };
    const shared = page.add({ name: 'shared' });
    await until(() => other.cell(shared, 'name') === 'shared');
    const kinds = Object.keys(faults);
    for (let round = 0; round < rounds; round++) {
      const kind = kinds[round % kinds.length]!;
      faults[kind]!();
      const lasts = random() * longest;
      const rows: string[] = [];
      for (const end = performance.now() + lasts; performance.now() < end; ) {
        rows.push(page.add({ name: `${round} here` }), other.add({ name: `${round} there` }));
        await setTimeout(random() * 100);
      }
      page.write(shared, 'note', `${round} here`);
      network.heal();
      const healed = performance.now();
      await until(
        () =>
          page.store.snapshot().saved.kind === 'saved' &&
          other.store.snapshot().saved.kind === 'saved' &&
          rows.every((row) => page.cell(row, 'name') === other.cell(row, 'name')) &&
          page.cell(shared, 'note') === other.cell(shared, 'note'),
      );
      const time = performance.now() - healed;
      times.push(time);
      if (time > slowest.time)
        Object.assign(slowest, { time, what: `${kind}, ${lasts.toFixed()} ms` });
      expect(page.store.toSettle(), `${kind}, seed ${seed}`).toEqual([]);
      told(round + 1, `slowest ${slowest.time.toFixed()} ms (${slowest.what})`);
    }
    const sorted = times.sort((a, b) => a - b);
    const [median, worst] = [sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!];
    note({
      id: 'R6',
      done: `${grouped(rounds)} faults of ${kinds.length} kinds`,
      found: `in sync again after ${median.toFixed()} ms (median), ${worst.toFixed()} ms at most (${slowest.what}), ${times.filter((time) => time > target).length} later than 2 s; nothing lost`,
      seed,
      met: worst <= target,
    });
  },
  size({ suite: 60_000, full: 3_600_000 }),
);

test('FAULT-31 R6 a connection that is dead without a word is called offline, with what is not saved', async () => {
  network.halfOpen();
  const row = page.add({ name: 'into the void' });
  await until(() => page.store.snapshot().saved.kind === 'offline');
  expect(page.store.snapshot().saved).toEqual({ kind: 'offline', unsaved: 1 });
  network.heal();
  await until(() => other.cell(row, 'name') === 'into the void');
  await page.saved();
});
