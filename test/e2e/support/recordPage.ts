import type { BrowserContext, Locator, Page } from 'playwright-core';
import { cellText, openGrid, selectCell } from './gridPage.ts';

/** The record that is open, by its role: a region named after its row. */
export const recordOn = (page: Page): Locator =>
  page.getByRole('region', { name: /^(记录|Record)/ });

/** Opens the record of a shown row (from 0) with the keyboard. */
export const openRecord = async (page: Page, row: number): Promise<Locator> => {
  await selectCell(page, 0, row);
  await page.keyboard.press('Space');
  await recordOn(page).waitFor();
  return recordOn(page);
};

/** Opens a table's grid, and there the record of a row. */
export const openGridWithRecord = async (
  window: BrowserContext,
  table: string,
  row: number,
): Promise<{ page: Page; record: Locator; title: string }> => {
  const page = await openGrid(window, table);
  await page.locator(`#glide-cell-1-${row}`).waitFor({ state: 'attached' });
  const title = await cellText(page, 0, row);
  return { page, record: await openRecord(page, row), title };
};

export const goToTab = (record: Locator, name: string): Promise<void> =>
  record.getByRole('tab', { name }).click();
