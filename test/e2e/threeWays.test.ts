import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sqlite3 from 'sqlite3';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { openWorkspace } from '../../shared/documents/index.ts';
import { idFromName } from '../../shared/model/index.ts';
import { rowsAnswer } from '../../shared/protocol/http.ts';
import { openWindow } from './support/browser.ts';
import { openGrid, untilSaved } from './support/gridPage.ts';
import { createToken, setUp } from './support/people.ts';
import { createRowIds } from './support/rowIds.ts';
import type { TestServer } from './support/server.ts';
import { serverAndBrowser } from './support/serverAndBrowser.ts';

const each = 50;
const tags = ['VIP', 'Export', 'Birthday'] as const;
const tagOf = (i: number): string => tags[i % tags.length]!;

const run = serverAndBrowser();

test('E2E-3: 150 rows typed and tagged through the API, a stock Yjs client and a browser at once are equal everywhere', async () => {
  const { server, browser } = run;
  const window = await openWindow(browser, server, { language: 'en-GB' });
  await setUp(window, server, { name: 'Grace', email: 'grace@example.com' });
  const token = await createToken(window, server, 'three ways');
  const [typing, watching] = [
    await openGrid(window, 'customers'),
    await openGrid(window, 'customers'),
  ];
  const ledgers = (await (await window.request.get('/api/ledgers')).json()) as { id: string }[];
  const rowsUrl = `/api/ledgers/${ledgers[0]!.id}/tables/customers/rows`;
  const authorization = { authorization: `Bearer ${token}` };

  await Promise.all([
    throughApi(`${server.url}${rowsUrl}`, authorization),
    throughYjs(server, ledgers[0]!.id, token),
    byKeyboard(typing),
  ]);

  const answer = rowsAnswer.parse(
    await (await fetch(`${server.url}${rowsUrl}?limit=1000`, { headers: authorization })).json(),
  );
  const expected = answer.rows.map(({ values }) => [values.name, values.tags]);
  const wanted = ['api', 'yjs', 'key'].flatMap((way) =>
    Array.from({ length: each }, (_, i) => [`${way} ${i}`, [tagOf(i)]]),
  );
  expect([...expected].sort(byName)).toEqual(wanted.sort(byName));

  expect(await rowsInSqlite(server)).toEqual(
    answer.rows.map(({ id, values }) => [id, values.name, (values.tags as string[]).map(idOfTag)]),
  );
  for (const page of [typing, watching])
    expect(await copiedRows(page)).toEqual(
      expected.map(([name, names]) => [name, (names as string[]).join(', ')]),
    );
});

const byName = (a: unknown[], b: unknown[]): number => (String(a[0]) < String(b[0]) ? -1 : 1);
const idOfTag = (name: string): string => idFromName('', name);

const throughApi = async (url: string, headers: Record<string, string>): Promise<void> => {
  for (let i = 0; i < each; i++) {
    const made = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ rows: [{ values: { name: `api ${i}` } }] }),
    });
    const [row] = rowsAnswer.pick({ rows: true }).parse(await made.json()).rows;
    await fetch(`${url}/${row!.id}`, {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ values: { tags: [tagOf(i)] } }),
    });
  }
};

/** Writes the maps that docs/format.md describes, as a program that knows nothing of ours would. */
const throughYjs = async (
  { url }: Pick<TestServer, 'url'>,
  ledger: string,
  token: string,
): Promise<void> => {
  const open = (name: string): { doc: Y.Doc; provider: WebsocketProvider } => {
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/yjs`, name, doc, {
      params: { token },
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    });
    return { doc, provider };
  };
  const [workspace, rows] = [open('workspace'), open(`ledger/${ledger}`)];
  for (const { provider } of [workspace, rows])
    await new Promise<void>((resolve) => provider.once('sync', () => resolve()));

  for (const tag of tags) workspace.doc.getMap('tags').set(`${idOfTag(tag)}/name`, tag);
  const newId = createRowIds();
  for (let i = 0; i < each; i++) {
    const id = newId();
    rows.doc.getMap('rows:customers').set(id, { name: `yjs ${i}` });
    rows.doc.getMap('cells:customers').set(`${id}/tags/${idOfTag(tagOf(i))}`, true);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  // Every row of the three ways comes back here too.
  await expect
    .poll(() => rows.doc.getMap('rows:customers').size, { timeout: 60_000 })
    .toBe(3 * each);
  expect(
    openWorkspace(workspace.doc)
      .tags()
      .map(({ name }) => name),
  ).toEqual(expect.arrayContaining([...tags]));
  for (const { doc, provider } of [workspace, rows]) {
    provider.destroy();
    doc.destroy();
  }
};

/** Fills rows at the end without touching the mouse: name, then past kind, tier and phone to tags. */
const byKeyboard = async (page: Page): Promise<void> => {
  for (let i = 0; i < each; i++) {
    await page.keyboard.press('Control+End');
    await toNewRow(page);
    await page.keyboard.press('Home');
    await page.keyboard.type(`key ${i}`);
    for (const _ of ['kind', 'tier', 'phone', 'tags']) await page.keyboard.press('Tab');
    await page.keyboard.type(tagOf(i));
    await page.keyboard.press('Enter');
  }
  await untilSaved(page);
};

/** Others add rows meanwhile: the end is reached when the selected cell says so. */
const toNewRow = async (page: Page): Promise<void> => {
  const field = page.locator('.dvn-scroller textarea');
  do await page.keyboard.press('ArrowDown');
  while (!(await field.getAttribute('aria-label'))?.includes('New row'));
};

/** Name and tags of all rows, as copying the two columns gives them. */
const copiedRows = async (page: Page): Promise<string[][]> => {
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
    .map((cells) => [cells[0]!, cells[4]!]);
};

const rowsInSqlite = (of: TestServer): Promise<unknown[]> =>
  new Promise((resolve, reject) => {
    const file = new sqlite3.Database(join(of.dataDir, 'projection.db'), sqlite3.OPEN_READONLY);
    file.all(
      `select id, json_extract(cells, '$.name') as name, json_extract(cells, '$.tags') as tags
       from rows where tableId = 'customers' and isListed = 1 order by orderKey, id`,
      (error: Error | null, found: { id: string; name: string; tags: string }[]) => {
        file.close();
        if (error !== null) reject(error);
        else resolve(found.map(({ id, name, tags }) => [id, name, JSON.parse(tags)]));
      },
    );
  });
