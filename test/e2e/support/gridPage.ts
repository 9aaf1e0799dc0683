import type { BrowserContext, Page } from 'playwright-core';

/** Opens a table's grid and waits until its rows are painted and the keyboard is in it. */
export const openGrid = async (window: BrowserContext, table: string): Promise<Page> => {
  const page = await window.newPage();
  await page.goto(`/t/${table}`);
  await page.getByTestId('data-grid-canvas').waitFor();
  await page.locator('.dvn-scroller textarea').waitFor({ state: 'attached' });
  return page;
};

/** Selects the cell in the given column and row, both from 0, among those on the screen. */
export const selectCell = async (page: Page, column: number, row: number): Promise<void> => {
  const cell = page.locator(`#glide-cell-${column + 1}-${row}`);
  await cell.waitFor({ state: 'attached' });
  await cell.evaluate((element) => (element as HTMLElement).focus());
};

/** The text of a cell on the screen, as a screen reader hears it. */
export const cellText = async (page: Page, column: number, row: number): Promise<string> =>
  (await page.locator(`#glide-cell-${column + 1}-${row}`).textContent()) ?? '';

/** Resolves when the indicator says that everything is on disk. */
export const untilSaved = (page: Page): Promise<void> =>
  page.getByRole('button', { name: /^(Saved|已保存)$/ }).waitFor();
