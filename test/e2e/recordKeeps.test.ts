import type { BrowserContext } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { cardOf, laneOf, makeRows, openBoard } from './support/boardPage.ts';
import { openWindow } from './support/browser.ts';
import { invite, join, setUp } from './support/people.ts';
import { goToTab, openGridWithRecord, recordOn } from './support/recordPage.ts';
import { serverAndBrowser } from './support/serverAndBrowser.ts';

const run = serverAndBrowser();
const patience = { timeout: 10_000 };
let ada: BrowserContext;
let grace: BrowserContext;
let graceId: string;
let customerId: string | undefined;

beforeAll(async () => {
  const { server, browser } = run;
  ada = await openWindow(browser, server, { width: 1440 });
  await setUp(ada, server, { name: 'Ada', email: 'ada@example.com' });
  const { link } = await invite(ada, server, { name: 'Grace', email: 'grace@example.com' });
  grace = await openWindow(browser, server, { width: 1440 });
  graceId = (await join(grace, server, link)).id;
  [customerId] = await makeRows(ada, server, 'customers', [{ name: '望岳茶行' }]);
  await makeRows(
    ada,
    server,
    'deals',
    Array.from({ length: 60 }, (_, at) => ({
      name: `第 ${at} 单`,
      customer: customerId,
      stage: 'contact',
    })),
  );
});

/** The only ledger. */
const ledgerId = async (): Promise<string> => {
  const [ledger] = (await (await ada.request.get('/api/ledgers')).json()) as { id: string }[];
  return ledger!.id;
};

/** Gives Grace a right in it, or takes hers. */
const allow = async (level: 'write' | null): Promise<void> => {
  const answer = await ada.request.put(`/api/ledgers/${await ledgerId()}/members/${graceId}`, {
    data: { level },
    headers: { origin: run.server.url },
  });
  expect(answer.ok()).toBe(true);
};

test('BOARD-59: who closes a record is seen at its card again', async () => {
  const [here, there] = await Promise.all([openBoard(ada, 'deals'), openBoard(grace, 'deals')]);
  const seen = laneOf(here, 'contact').locator('article').first();
  await laneOf(there, 'contact').locator('article button').first().focus();
  await expect.poll(() => seen.textContent(), patience).toContain('Grace');
  await there.keyboard.press('Enter');
  await recordOn(there).waitFor();
  await there.keyboard.press('Escape');
  await recordOn(there).waitFor({ state: 'detached' });
  // Whoever left is gone after a moment: she must not be.
  await here.waitForTimeout(500);
  expect(await seen.textContent()).toContain('Grace');
  await Promise.all([here.close(), there.close()]);
});

test('REC-30: undoing from a record what was done in another table says so', async () => {
  const { page, record } = await openGridWithRecord(ada, 'customers', 0);
  await goToTab(record, '资料');
  await record.locator('[data-field=note]').fill('改过的备注');
  await page.getByRole('link', { name: '商机' }).click();
  await cardOf(page, '第 0 单').click();
  await recordOn(page).waitFor();
  await recordOn(page).focus();
  await page.keyboard.press('Control+z');
  await page.getByText('已撤销：客户 · 1 处').waitFor();
  await page.close();
});

test('REC-31: of many deals fifty are drawn, and the others at a press', async () => {
  const { page, record } = await openGridWithRecord(ada, 'customers', 0);
  await goToTab(record, '商机');
  const deals = record.getByRole('list', { name: '商机' }).getByRole('listitem');
  await expect.poll(() => deals.count()).toBe(50);
  await record.getByRole('button', { name: /^另外/ }).click();
  await expect.poll(() => deals.count()).toBeGreaterThan(50);
  await page.close();
});

test('REC-32: what is typed when the right is withdrawn is there again with the right', async () => {
  const { page, record } = await openGridWithRecord(grace, 'customers', 0);
  await goToTab(record, '资料');
  const field = record.locator('[data-field=note]');
  await field.click();
  await page.keyboard.type('还没有写完的一句');
  await allow(null);
  await field.waitFor({ state: 'detached' });
  await allow('write');
  await expect.poll(() => field.inputValue(), patience).toBe('还没有写完的一句');
  await page.close();
});

test('REC-34: what is typed when the page is closed is written', async () => {
  const { page, record } = await openGridWithRecord(ada, 'customers', 0);
  await goToTab(record, '资料');
  await record.locator('[data-field=note]').fill('关页面前的一句');
  const closed = page.waitForEvent('close');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.close({ runBeforeUnload: true });
  await closed;
  const again = await openGridWithRecord(ada, 'customers', 0);
  await goToTab(again.record, '资料');
  const field = again.record.locator('[data-field=note]');
  await expect.poll(() => field.inputValue(), patience).toBe('关页面前的一句');
  await again.page.close();
});

test('REC-33: the keyboard stays in the record when its row is deleted by somebody else', async () => {
  const { page, record } = await openGridWithRecord(grace, 'customers', 0);
  await goToTab(record, '资料');
  await record.locator('[data-field=note]').click();
  const path = `/api/ledgers/${await ledgerId()}/tables/customers/rows/${customerId}`;
  await ada.request.delete(path, { headers: { origin: run.server.url } });
  await record.getByText('这一行已被删除').waitFor();
  await page.keyboard.press('Escape');
  await record.waitFor({ state: 'detached' });
  await page.close();
});
