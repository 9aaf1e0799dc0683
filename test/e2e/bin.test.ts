import { test } from 'vitest';
import { openWindow } from './support/browser.ts';
import { openGrid, untilSaved } from './support/gridPage.ts';
import { setUp } from './support/people.ts';
import { serverAndBrowser } from './support/serverAndBrowser.ts';

const run = serverAndBrowser();

test('E2E-4: a deleted table is in the recycle bin with its rows, and comes back', async () => {
  const { server, browser } = run;
  const window = await openWindow(browser, server, { language: 'en-GB' });
  await setUp(window, server, { name: 'Grace', email: 'grace@example.com' });
  const page = await openGrid(window, 'customers');
  await page.getByRole('button', { name: 'New table' }).click();
  await page.getByLabel('Table name').fill('Outlets');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'Outlets' }).waitFor({ state: 'attached' });
  await page.locator('.dvn-scroller textarea').focus();
  await page.keyboard.type('East gate');
  await page.keyboard.press('Enter');
  await untilSaved(page);

  await page.getByRole('button', { name: 'Actions for “Outlets”' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('link', { name: /Outlets/ }).waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'Recycle bin' }).click();
  await page
    .getByRole('list', { name: 'Deleted tables and columns' })
    .getByRole('button', { name: 'Restore' })
    .click();
  await page
    .getByRole('link', { name: /Outlets/ })
    .first()
    .click();
  await page.getByText('1 row', { exact: true }).last().waitFor();
});
