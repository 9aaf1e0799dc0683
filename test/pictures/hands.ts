import type { Locator, Page } from 'playwright-core';
import { fingerOn, middleOf } from '../e2e/support/boardPage.ts';
import { selectCell } from '../e2e/support/gridPage.ts';
import { recordOn } from '../e2e/support/recordPage.ts';
import type { Show } from './screen.ts';

/*
 * What hands do on the screens, in whichever language they speak. Names come as patterns of both.
 */

/** One after the other. */
export const steps =
  (...shows: readonly Show[]): Show =>
  async (scene) => {
    for (const show of shows) await show(scene);
  };

export const press =
  (name: RegExp, role: 'button' | 'menuitem' | 'tab' = 'button'): Show =>
  ({ page }) =>
    page.getByRole(role, { name }).first().click();

export const keys =
  (...pressed: readonly string[]): Show =>
  async ({ page }) => {
    for (const key of pressed) await page.keyboard.press(key);
  };

export const type =
  (text: string): Show =>
  ({ page }) =>
    page.keyboard.type(text);

/** Fills the field of an open dialog. */
export const fill =
  (label: RegExp, text: string): Show =>
  ({ page }) =>
    page.getByRole('dialog').getByRole('textbox', { name: label }).first().fill(text);

export const until =
  (find: (page: Page) => Locator): Show =>
  ({ page }) =>
    find(page).first().waitFor();

/** As the browser pastes; its own clipboard is everybody's who is on the machine. */
export const pasteText = (page: Page, text: string): Promise<void> =>
  page.evaluate((plain) => {
    const data = new DataTransfer();
    data.setData('text/plain', plain);
    const init = { clipboardData: data, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', init));
  }, text);

/** The rows of a table are painted. */
export const rows: Show = async ({ page, isNarrow }) => {
  if (isNarrow) await page.locator('main li button').first().waitFor();
  else await page.locator('.dvn-scroller textarea').waitFor({ state: 'attached' });
  await page.waitForTimeout(250);
};

/** The keyboard goes to a cell, by the name of its column. */
export const cell =
  (column: RegExp, row: number): Show =>
  async ({ page }) => {
    const headers = page.locator('canvas [role=columnheader]');
    await headers.filter({ hasText: column }).first().waitFor({ state: 'attached' });
    const named = (await headers.allTextContents()).filter((text) => text !== '');
    await selectCell(
      page,
      named.findIndex((text) => column.test(text)),
      row,
    );
    await page.waitForTimeout(150);
  };

/** Opens the menu of a column by its head. */
export const columnMenu =
  (column: RegExp): Show =>
  async (scene) => {
    const { page } = scene;
    await rows(scene);
    await cell(column, 0)(scene);
    const at = await middleOf(page.locator('.dvn-scroller textarea'));
    await page.mouse.click(at.x, at.y - 32, { button: 'right' });
    await page.getByRole('menu').waitFor();
  };

/** Opens the record of the first row. */
export const openRecord: Show = async (scene) => {
  const { page, isNarrow } = scene;
  await rows(scene);
  if (isNarrow) await page.locator('main li button').first().click();
  else {
    await selectCell(page, 0, 0);
    await page.keyboard.press('Space');
  }
  await recordOn(page).waitFor();
};

/** Opens the record of the first row, at one of its tabs. */
export const recordTab = (name: RegExp): Show =>
  steps(openRecord, async ({ page }) => {
    await recordOn(page).getByRole('tab', { name }).click();
    await page.waitForTimeout(250);
  });

const firstCard = (page: Page): Locator =>
  page.getByTestId('board').locator('article button').first();

export const cards: Show = async ({ page }) => {
  await firstCard(page).waitFor();
  await page.waitForTimeout(250);
};

export const cardMenu: Show = steps(cards, async ({ page }) => {
  await firstCard(page).click({ button: 'right' });
  await page.getByRole('menu').waitFor();
});

/** Takes the first card and holds it: over the next lane, or with a finger where it was. */
export const drag: Show = steps(cards, async ({ page, isNarrow }) => {
  const from = await middleOf(firstCard(page));
  if (isNarrow) {
    const finger = await fingerOn(page);
    await finger.down(from);
    await page.waitForTimeout(600);
    await finger.slide(from, { x: from.x + 30, y: from.y + 110 });
    return;
  }
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 120, from.y + 40, { steps: 4 });
  await page.mouse.move(from.x + 270, from.y + 90, { steps: 6 });
});

export const laneMenu: Show = steps(cards, async ({ page }) => {
  const tools = page.getByTestId('board').locator('header').first().getByRole('button');
  await tools.last().click();
  await page.getByRole('menu').waitFor();
});
