import { expect, test } from 'vitest';
import { openWindow } from './support/browser.ts';
import { cellText, openGrid, selectCell, untilSaved } from './support/gridPage.ts';
import { setUp } from './support/people.ts';
import { serverAndBrowser } from './support/serverAndBrowser.ts';

const run = serverAndBrowser();

test('E2E-2: "Saved" means on disk, and edits made while the server is dead arrive when it is back', async () => {
  const { server, browser } = run;
  const window = await openWindow(browser, server, { language: 'en-GB' });
  await setUp(window, server, { name: 'Grace', email: 'grace@example.com', sample: 'en' });
  const page = await openGrid(window, 'customers');
  await selectCell(page, 0, 0);
  await page.keyboard.type('Kept one');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Kept two');
  await page.keyboard.press('Enter');
  await expect.poll(() => cellText(page, 0, 1)).toBe('Kept two');
  await untilSaved(page);

  await server.kill9();
  await page.getByRole('button', { name: /offline/i }).waitFor();
  await page.keyboard.type('Meanwhile');
  await page.keyboard.press('Enter');
  await expect.poll(() => cellText(page, 0, 2)).toBe('Meanwhile');
  await page.getByTitle('1 change is kept in this browser').waitFor();

  await server.start();
  await untilSaved(page);
  const other = await openGrid(window, 'customers');
  for (const [row, text] of ['Kept one', 'Kept two', 'Meanwhile'].entries())
    await expect.poll(() => cellText(other, 0, row)).toBe(text);
});
