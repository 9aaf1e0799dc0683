import 'fake-indexeddb/auto';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../sync/support/until.ts';
import { openPage } from './support/page.ts';
import { startServerProcess } from './support/serverProcess.ts';

test('STORE-36: a server that is killed in the middle of typing loses nothing that anybody typed', async () => {
  const server = await startServerProcess();
  onTestFinished(server.end);
  const owner = await server.setUp();
  const page = await openPage(server, owner);
  const written: string[] = [];
  const typing = setInterval(() => {
    const name = `row ${written.length}`;
    page.add({ name });
    written.push(name);
  }, 5);
  for (const pause of [150, 400, 250]) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    await server.kill();
    await server.start();
    page.store.reconnect();
  }
  clearInterval(typing);
  await page.saved();
  const other = await openPage(server, owner);
  await until(() => other.names().length >= written.length);
  expect(other.names()).toEqual(written);
  expect(page.names()).toEqual(written);
  page.close();
  other.close();
}, 120_000);

test('STORE-37: an upload that its tab did not live to finish is finished by the next one', async () => {
  const server = await startServerProcess();
  onTestFinished(server.end);
  const owner = await server.setUp();
  const dying = await openPage(server, owner, { browser: 'uploading' });
  await server.kill();
  const rows = Array.from({ length: 600 }, (_, index) => ({
    id: dying.store.newRowId(),
    values: { name: `row ${index}` },
  }));
  const { upload } = dying.store.dispatch({
    commands: [{ type: 'addRows', table: 'customers', rows }],
  });
  upload!.settled.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 500));
  dying.die();
  await server.start();
  const next = await openPage(server, owner, { browser: 'uploading', isReady: false });
  await until(() => next.names().length === 600);
  await next.saved();
  next.close();
}, 60_000);
