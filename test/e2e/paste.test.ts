import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTsv } from '../../shared/intake/tsv.ts';
import { ledger, rowsAnswer } from '../../shared/protocol/http.ts';
import { openBrowser, openWindow } from './support/browser.ts';
import { cellText, openGrid, selectCell, untilSaved } from './support/gridPage.ts';
import { setUp } from './support/people.ts';
import { startServer, type TestServer } from './support/server.ts';

const oldTable = fileURLToPath(new URL('../../../shared/data/ledger-7.paste.tsv', import.meta.url));

let server: TestServer;
let browser: Browser;
let window: BrowserContext;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  window = await openWindow(browser, server, { language: 'en-GB' });
  await setUp(window, server, { name: 'Grace', email: 'grace@example.com' });
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const patience = { timeout: 10_000 };

const pasteText = async (page: Page, text: string): Promise<void> => {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+v');
};

/** The texts of a table's rows in the default ledger, as the API tells them. */
const storedTexts = async (table: string): Promise<readonly (readonly string[])[]> => {
  const [shared] = ledger.array().parse(await (await window.request.get('/api/ledgers')).json());
  const address = `/api/ledgers/${shared?.id}/tables/${table}/rows?limit=1000`;
  const { rows } = rowsAnswer.parse(await (await window.request.get(address)).json());
  return rows.map(
    ({ values }) => Object.values(values).filter((value) => value !== null) as string[],
  );
};

test('GRID-22: a thousand rows are pasted into the last row and arrive whole', async () => {
  const page = await openGrid(window, 'customers');
  await selectCell(page, 0, 0);
  const lines = Array.from({ length: 1000 }, (_, row) => `Customer ${row}\tIndividual\t${row}x`);
  await pasteText(page, `${lines.join('\r\n')}\r\n`);
  await page.getByText('1,000 rows pasted').waitFor();
  await page.getByText('1,000 cells could not be read (marked)').waitFor();
  await untilSaved(page);
  await expect.poll(() => page.getByTestId('row-count').textContent(), patience).toBe('1,000 rows');

  const other = await openGrid(window, 'customers');
  await selectCell(other, 0, 0);
  await other.keyboard.press('Control+End');
  await expect.poll(() => cellText(other, 0, 999), patience).toBe('Customer 999');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.getByTestId('row-count').textContent(), patience).toBe('0 rows');
});

test.skipIf(!existsSync(oldTable))(
  'GRID-23: an old customer table arrives in a blank table as it is (needs ../shared/data)',
  async () => {
    const page = await openGrid(window, 'customers');
    await page.getByRole('button', { name: 'New table' }).click();
    await page.getByLabel('Table name').fill('Ledger 7');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.waitForURL(/\/t\/(?!customers)/);
    const table = page.url().split('/').at(-1) ?? '';
    await page.locator('.dvn-scroller textarea').waitFor({ state: 'attached' });
    await selectCell(page, 0, 0);

    const text = readFileSync(oldTable, 'utf8');
    await pasteText(page, text);
    await page.getByText('201 rows pasted, 15 columns added').waitFor();
    await untilSaved(page);
    const wanted = readTsv(text).map((row) => row.filter((cell) => cell !== '').toSorted());
    const stored = await storedTexts(table);
    expect(stored.map((row) => row.toSorted())).toEqual(wanted);
    expect(stored.flat()).toContain('110199196301180464');
  },
);
