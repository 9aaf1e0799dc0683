import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { User } from '../../shared/protocol/http.ts';
import { openBrowser, openWindow } from './support/browser.ts';
import { cellText, openGrid, selectCell } from './support/gridPage.ts';
import { invite, join, setUp } from './support/people.ts';
import { startServer, type TestServer } from './support/server.ts';

/** Shown columns of the customers table, from 0. */
const name = 0;
const tags = 3;

let server: TestServer;
let browser: Browser;
let ma: BrowserContext;
let li: BrowserContext;
let lisAccount: User;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  ma = await openWindow(browser, server);
  await setUp(ma, server, { name: '马建国', email: 'ma@example.com', sample: 'zh' });
  const { link } = await invite(ma, server, { name: '李敏', email: 'li@example.com' });
  li = await openWindow(browser, server);
  lisAccount = await join(li, server, link);
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

const holds = (page: Page, column: number, row: number, text: string): Promise<void> =>
  expect.poll(() => cellText(page, column, row), { timeout: 10_000 }).toBe(text);

/** The text field that keys go to; its label says which cell is selected. */
const field = (page: Page) => page.locator('.dvn-scroller textarea');
const isAt = (page: Page, column: string, row: number): Promise<void> =>
  expect
    .poll(() => field(page).getAttribute('aria-label'))
    .toContain(`${column}，第 ${row + 1} 行`);

/** Clicks a cell of the first column, which lies beside the row numbers. */
const clickCell = async (page: Page, row: number): Promise<void> => {
  await page.locator(`#glide-cell-${name + 1}-${row}`).waitFor({ state: 'attached' });
  const box = await page.getByTestId('data-grid-canvas').boundingBox();
  await page.mouse.click((box?.x ?? 0) + 100, (box?.y ?? 0) + 32 + row * 32 + 16);
};

describe('Hands in the grid', () => {
  let page: Page;
  beforeEach(async () => {
    page = await openGrid(ma, 'customers');
    return () => page.close();
  });

  test('GRID-30: Escape keeps the cell, and typing goes on there', async () => {
    await selectCell(page, name, 3);
    await press(page, 'Escape', 'Escape', 'ArrowDown');
    await isAt(page, '客户名称', 4);
    await page.keyboard.type('还在');
    await press(page, 'Enter');
    await holds(page, name, 4, '还在');
  });

  test('GRID-31: undo selects what it took back', async () => {
    await selectCell(page, name, 2);
    await page.keyboard.type('要撤销的');
    await press(page, 'Enter');
    await holds(page, name, 2, '要撤销的');
    await press(page, 'Control+Home', 'ArrowRight', 'Control+z');
    await isAt(page, '客户名称', 2);
    await expect.poll(() => cellText(page, name, 2)).not.toBe('要撤销的');
  });

  test('GRID-31: undo tells of what it took back in another table', async () => {
    await selectCell(page, name, 5);
    await page.keyboard.type('别处改的');
    await press(page, 'Enter');
    await page.locator('a[href="/t/deals"]').first().click();
    await page.waitForURL('**/t/deals');
    await selectCell(page, name, 1);
    await press(page, 'Control+z');
    await page.getByText('已撤销：客户 · 1 处').waitFor();
    await page.getByRole('button', { name: '去看看' }).click();
    await page.waitForURL('**/t/customers');
    await expect.poll(() => cellText(page, name, 5)).not.toBe('别处改的');
  });

  test('GRID-33: a click in a selected range selects that cell alone', async () => {
    await clickCell(page, 2);
    await isAt(page, '客户名称', 2);
    await press(page, 'Control+a');
    await page.getByText('计数').waitFor();
    await page.waitForTimeout(600);
    await clickCell(page, 2);
    await page.getByText('计数').waitFor({ state: 'detached' });
    await isAt(page, '客户名称', 2);
  });

  test('GRID-34: Ctrl+End goes to the last cell that holds something, Ctrl+Home back to the first', async () => {
    await selectCell(page, name, 1);
    await press(page, 'Control+End');
    await isAt(page, '备注', 299);
    await press(page, 'Control+Home', 'Control+ArrowDown');
    await isAt(page, '客户名称', 299);
    await press(page, 'Control+ArrowDown');
    await expect.poll(() => field(page).getAttribute('aria-label')).toContain('新行');
  });

  test('GRID-35: the tags of a cell are chips in its editor, taken out one by one', async () => {
    await selectCell(page, tags, 0);
    const before = await cellText(page, tags, 0);
    expect(before).not.toBe('');
    await press(page, 'F2');
    const chosen = page.getByRole('list', { name: '已选' }).getByRole('listitem');
    await expect.poll(() => chosen.count()).toBe(before.split('、').length);
    await press(page, 'Backspace');
    await expect.poll(() => chosen.count()).toBe(before.split('、').length - 1);
    await press(page, 'Escape');
    await expect.poll(() => cellText(page, tags, 0)).not.toBe(before);
    await press(page, 'Control+z');
    await holds(page, tags, 0, before);
  });
});

test('GRID-36: a click and the key right after it lose no letter', async () => {
  const page = await openGrid(ma, 'customers');
  await clickCell(page, 7);
  await page.keyboard.type('abc');
  await press(page, 'Enter');
  await holds(page, name, 7, 'abc');
  await page.close();
});

test('GRID-32: what is half typed stays on the screen when the right to write is withdrawn', async () => {
  const ledgers = await (await ma.request.get('/api/ledgers')).json();
  const page = await openGrid(li, 'customers');
  await selectCell(page, name, 6);
  await page.keyboard.type('写到一半');
  await ma.request.put(`/api/ledgers/${ledgers[0].id}/members/${lisAccount.id}`, {
    data: { level: 'read' },
    headers: { origin: server.url },
  });
  await page
    .getByText('只读')
    .first()
    .waitFor({ timeout: 3_000 })
    .catch(() => undefined);
  await press(page, 'Enter');
  await page.getByRole('alert').filter({ hasText: '已改为只读' }).waitFor();
  expect(await field(page).inputValue()).toBe('写到一半');
  await press(page, 'Escape');
  expect(await field(page).inputValue()).toBe('');
  await page.close();
});
