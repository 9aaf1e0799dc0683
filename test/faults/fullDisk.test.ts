import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { startServer } from '../e2e/support/server.ts';
import type { SyncClient } from '../sync/support/syncClient.ts';
import { until } from '../sync/support/until.ts';
import { grouped, note } from './support/scale.ts';
import { mountSmallDisk } from './support/smallDisk.ts';
import { firstVisitor, type Visitor } from './support/visitor.ts';

/** Longer than a page of the log: what is written needs room soon. */
const padding = 'x'.repeat(20_000);
const textOf = (n: number): string => `value ${n} ${padding}`;

test('FAULT-3 R4 on a full disk nothing is acknowledged, reading goes on, and with room again all goes on', async ({
  skip,
  onTestFinished,
}) => {
  const disk = mountSmallDisk();
  if (disk === null) {
    skip('only root can mount the small disk that this test fills');
    return;
  }
  onTestFinished(disk.remove);
  const server = await startServer({ env: { DATA_DIR: disk.path } });
  onTestFinished(server.remove);
  const visitor = await firstVisitor(server);
  const open = (doc?: Y.Doc): SyncClient => {
    const client = visitor.open(doc);
    onTestFinished(client.destroy);
    return client;
  };
  const own = new Y.Doc();
  const [writer, watcher] = [open(own), open()];
  await until(() => writer.provider.synced && watcher.provider.synced);
  let written = 0;
  const write = (client: SyncClient): void => client.set(`r${written}`, textOf(written++));
  while (written < 50) write(writer);
  await until(() => writer.stored === written);
  expect((await post(visitor)).status).toBe(201);
  expect(await rowsOf(visitor)).toBe(1);

  disk.fill();
  while (writer.endings.length === 0) {
    write(writer);
    await setTimeout(1);
  }
  expect(writer.endings).toEqual(['broken']);
  await until(() => watcher.endings.length > 0);
  expect(watcher.endings).toEqual(['broken']);
  const acknowledged = writer.stored;
  expect(acknowledged).toBeLessThan(written);
  expect((await post(visitor)).status).toBe(503);

  const reader = await untilSynced(open);
  for (let n = 0; n < acknowledged; n++) expect(reader.cell(`r${n}`)).toBe(textOf(n));
  for (const [key, value] of watcher.doc.getMap('cells:customers'))
    expect(reader.doc.getMap('cells:customers').get(key)).toBe(value);
  expect(await rowsOf(visitor)).toBe(1);
  expect(writer.stored).toBe(acknowledged);

  disk.makeRoom();
  const again = await untilSynced(() => open(own));
  await until(() => again.stored === written);
  write(again);
  await until(() => again.stored === written);
  expect((await post(visitor)).status).toBe(201);
  expect(await rowsOf(visitor)).toBe(2);

  await server.kill9();
  await server.start();
  const after = await untilSynced(open);
  for (let n = 0; n < written; n++) expect(after.cell(`r${n}`), `edit ${n}`).toBe(textOf(n));
  expect(after.doc.getMap('rows:customers').size).toBe(2);
  note({
    id: 'R4',
    done: `a disk filled while ${grouped(written)} edits of 20 kB were written`,
    found: 'nothing acknowledged while it was full, 0 lost',
    seed: null,
    met: true,
  });
});

const post = (visitor: Visitor): Promise<Response> =>
  visitor.ask('POST', `${visitor.ledgerPath}/tables/customers/rows`, {
    rows: [{ values: { name: 'posted' } }],
  });

/** How many rows the API tells of. */
const rowsOf = async (visitor: Visitor): Promise<number> => {
  const answer = await visitor.ask('GET', `${visitor.ledgerPath}/tables/customers/rows`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { rows: unknown[] }).rows.length;
};

/** A document that broke is left alone for a moment, and whoever asks is told so. */
const untilSynced = async (open: () => SyncClient): Promise<SyncClient> => {
  for (;;) {
    const client = open();
    await until(() => client.provider.synced || client.endings.length > 0);
    if (client.provider.synced) return client;
    expect(client.endings).toEqual(['broken']);
    client.destroy();
    await setTimeout(100);
  }
};
