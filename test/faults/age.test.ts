import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createDocuments, createWriters } from '../../server/documents/index.ts';
import { isRotationDue } from '../../server/documents/rotationDue.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import type { NewRow } from '../../shared/model/index.ts';
import { seededRandom } from '../../shared/sample/index.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { openOffice } from './support/officeYears.ts';
import { grouped, note, progress, seed, size } from './support/scale.ts';
import { type LedgerWeight, weighLedger } from './support/weighLedger.ts';

const edits = size({ suite: 12_000, full: 2_000_000 });
const people = size({ suite: 20, full: 200 });
const rowsAtFirst = size({ suite: 2_500, full: 60_000 });
const days = size({ suite: 50, full: 750 });

const hour = 60 * 60_000;
const ledger = 'old';
const name = `ledger/${ledger}`;
const table = 'customers';
/** Appends that wait for a commit together, as from two hundred people at once. */
const atOnce = 200;
const silent = pino({ level: 'silent' });

let old: Awaited<ReturnType<typeof temporaryFolder>>;
let fresh: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  [old, fresh] = [await temporaryFolder(), await temporaryFolder()];
});
afterAll(async () => {
  for (const folder of [old, fresh]) await folder.remove();
});

const openIn = async (folder: string, now: () => number) => {
  const storage = await openSqliteStorage(folder);
  const { log, blobs } = storage;
  const newDoc = () => new Y.Doc();
  const parts = { log, blobs, logger: silent, now, newDoc, isWatched: () => true, timeZone: 'UTC' };
  const documents = createDocuments(parts);
  return {
    documents,
    writers: createWriters(documents, blobs),
    close: async () => {
      await documents.close();
      await storage.close();
    },
  };
};

const firstRows = (at: number): readonly NewRow[] =>
  Array.from({ length: rowsAtFirst }, (_, n) => ({
    id: `01H${String(n).padStart(23, '0')}`,
    values: {
      name: `客户 ${n}`,
      phone: `138${String(n).padStart(8, '0')}`,
      city: ['杭州', '上海', '深圳', '成都'][n % 4]!,
      note: `第 ${n} 个`,
      amount: n * 10,
      since: at - n,
    },
  }));

test('AGE-1 AGE three years of overwriting, adding and deleting weigh no more than half as much again as a ledger without a past', {
  timeout: size({ suite: 120_000, full: 3_600_000 }),
}, async () => {
  const drawn = seed('AGE');
  const random = seededRandom(drawn);
  const tell = progress('AGE', edits);
  let time = Date.UTC(2026, 0, 5, 1);
  const server = await openIn(old.path, () => time);
  const rows = firstRows(time);
  const added = { table, rows, layer: '01JD000000000000000000000A', at: time };
  await server.writers.addRows(ledger, added, null);
  const office = openOffice(
    people,
    rows.map(({ id }) => id),
    random,
  );

  const closedFor: number[] = [];
  let closedAt = 0;
  server.documents.onLeaving((_, reason) => {
    if (reason === 'generation') closedAt = performance.now();
  });
  const stalls = monitorEventLoopDelay({ resolution: 5 });
  let longestStall = 0;
  const turnWhenDue = async (): Promise<void> => {
    if (!isRotationDue(await server.documents.open(name), time)) return;
    stalls.reset();
    stalls.enable();
    await server.documents.rotate(name);
    stalls.disable();
    longestStall = Math.max(longestStall, stalls.max / 1e6);
    closedFor.push(performance.now() - closedAt);
  };

  const perDay = Math.ceil(edits / days);
  for (let done = 0; done < edits; ) {
    const today = Math.min(perDay, edits - done);
    for (let n = 0; n < today; n += atOnce) {
      const live = await server.documents.open(name);
      for (let i = n; i < Math.min(n + atOnce, today); i++) {
        time += (10 * hour) / today;
        office.act(live, Math.floor(time));
      }
      await live.commits.settled();
      await turnWhenDue();
    }
    done += today;
    tell(done, `${closedFor.length} turns`);
    time += 14 * hour;
    office.endDay();
    await turnWhenDue();
  }

  const aged = (await server.writers.readLedger(ledger)).table(table);
  for (const [id, values] of office.remembered)
    for (const [column, value] of Object.entries(values))
      expect(aged.cell(aged.rowOf(id)!, column), `${id} ${column}`).toEqual(value);

  const young = await openIn(fresh.path, () => time);
  const past = await server.writers.readLedger(ledger);
  for (const id of past.tables()) {
    const found = past.table(id);
    const copied = Array.from({ length: found.size }, (_, row) => ({
      id: found.rowId(row),
      values: Object.fromEntries(
        found.columns().map((column) => [column, found.cell(row, column)]),
      ),
    }));
    const layer = `01JD00000000000000000000${id === table ? 'AB' : 'AC'}`;
    await young.writers.addRows(ledger, { table: id, rows: copied, layer, at: time }, null);
  }
  await server.close();
  await young.close();

  const times = size({ suite: 1, full: 5 });
  const [was, is] = [
    await weighLedger(fresh.path, ledger, times),
    await weighLedger(old.path, ledger, times),
  ];
  expect(is.rows).toBe(was.rows);
  expect(closedFor.length).toBeGreaterThan(0);
  const bytes = (is.state + is.segments) / (was.state + was.segments);
  // Of a small ledger half a megabyte more is more than half as much again, and nobody's trouble.
  const allowed = (was.state + was.segments) * 1.5 + size({ suite: 512 * 1024, full: 0 });
  expect(is.state + is.segments).toBeLessThanOrEqual(allowed);
  expect(is.clients).toBeLessThanOrEqual(2 * 5_000);

  const [load, heap] = [is.load / was.load, is.heap / was.heap];
  const disturbed = Math.max(...closedFor);
  note({
    id: 'AGE',
    done: `${grouped(edits)} edits of ${people} people in ${days} days, ${grouped(is.rows)} rows at the end, ${closedFor.length} turns`,
    found: [
      `bytes ${bytes.toFixed(2)} ×, load ${load.toFixed(2)} × (${is.load.toFixed(0)} ms), heap ${heap.toFixed(2)} ×`,
      `closed for at most ${disturbed.toFixed(0)} ms, longest stall ${longestStall.toFixed(0)} ms`,
      `on disk: ${filesOf(is)}; fresh: ${filesOf(was)}`,
    ].join('; '),
    seed: drawn,
    met: bytes <= 1.5 && load <= 1.5 && heap <= 1.5 && disturbed <= 1_000,
  });
});

const filesOf = ({ files }: LedgerWeight): string =>
  Object.entries(files)
    .map(([file, count]) => `${file} ${grouped(count)}`)
    .join(', ');
