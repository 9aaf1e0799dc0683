import { expect, test } from 'vitest';
import { openWindow } from './support/browser.ts';
import { cellText, openGrid, selectCell } from './support/gridPage.ts';
import { setUp } from './support/people.ts';
import { serverAndBrowser } from './support/serverAndBrowser.ts';

const run = serverAndBrowser();

test('E2E-5: a date is chosen from a month, and the keyboard stays in the grid', async () => {
  const { server, browser } = run;
  const window = await openWindow(browser, server, { language: 'en-GB' });
  await setUp(window, server, { name: 'Grace', email: 'grace@example.com', sample: 'en' });
  const page = await openGrid(window, 'deals');
  await selectCell(page, 4, 0);
  await page.keyboard.type('2026-03-02');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('F2');
  const month = page.getByTestId('month');
  await month.getByText('March 2026').waitFor();
  await month.getByRole('button', { name: 'Next month' }).click();
  await month.getByText('17', { exact: true }).click();
  await expect.poll(() => cellText(page, 4, 0)).toBe('17 Apr 2026');
  await month.waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('2026-05-06');
  await page.keyboard.press('Enter');
  await expect.poll(() => cellText(page, 4, 1)).toBe('6 May 2026');
});
