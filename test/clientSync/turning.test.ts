import 'fake-indexeddb/auto';
import { setTimeout } from 'node:timers/promises';
import { ulid } from 'ulid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../sync/support/until.ts';
import { openPage, type Page } from './support/page.ts';
import { startServer, type TestServer } from './support/server.ts';

const people = 4;
const turns = 3;
const writesATurn = 40;

let server: TestServer;
let pages: Page[];
beforeEach(async () => {
  server = await startServer();
  pages = [];
});
afterEach(async () => {
  for (const page of pages) page.close();
  await server.end();
});

test('AGE-2: while a ledger turns people go on typing, nothing that they type is lost or waits for it, and undo reaches behind it', async () => {
  const name = `ledger/${server.ledger}`;
  const rows = Array.from({ length: 600 }, (_, n) => ({
    id: ulid(n + 1),
    values: { name: `${n}` },
  }));
  const added = { table: 'customers', rows, layer: ulid(), at: 1 };
  await server.writers.addRows(server.ledger, added, null);
  pages.push(await openPage(server, server.owner));
  for (let n = 1; n < people; n++)
    pages.push(await openPage(server, await server.addPerson(`person${n}`)));
  await until(() => pages.every((page) => page.names().length === rows.length));

  const before = pages[0]!;
  before.write(rows[599]!.id, 'note', 'before');
  before.write(rows[599]!.id, 'note', 'mistaken');
  await before.saved();

  const typed = new Map<string, string>();
  const took: number[] = [];
  const type = async (page: Page, person: number, isOver: () => boolean): Promise<void> => {
    for (let n = 0; n < writesATurn || !isOver(); n++) {
      const row = rows[(n % 140) * people + person]!.id;
      const value = `${person} ${n} ${typed.size}`;
      page.write(row, 'note', value);
      // It stands there at once, whatever the server is doing.
      expect(page.cell(row, 'note')).toBe(value);
      typed.set(row, value);
      await setTimeout(2);
    }
  };
  for (let turn = 0; turn < turns; turn++) {
    let isTurned = false;
    const typing = Promise.all(pages.map((page, n) => type(page, n, () => isTurned)));
    await setTimeout(20);
    await server.documents.rotate(name);
    isTurned = true;
    const began = performance.now();
    await typing;
    await Promise.all(pages.map((page) => page.saved()));
    took.push(performance.now() - began);
    for (const page of pages) expect(page.store.toSettle()).toEqual([]);
  }
  for (const page of pages)
    await until(() => [...typed].every(([row, value]) => page.cell(row, 'note') === value));

  // Everything that was typed is undone in the order in which it was, back to before the turns.
  for (let step = 0; step < 2_000 && before.cell(rows[599]!.id, 'note') !== 'before'; step++)
    before.store.undo();
  await before.saved();
  await until(() => pages.every((page) => page.cell(rows[599]!.id, 'note') === 'before'));
  process.stdout.write(
    `AGE-2: all saved again ${took.map((ms) => Math.round(ms)).join(', ')} ms after a turn\n`,
  );
});
