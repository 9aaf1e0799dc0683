import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openWindow } from './support/browser.ts';
import { cellText, openGrid, selectCell } from './support/gridPage.ts';
import { invite, join, setUp } from './support/people.ts';
import { serverAndBrowser } from './support/serverAndBrowser.ts';

const house = serverAndBrowser();
const patience = { timeout: 10_000 };
const editor = '.dvn-scroller textarea';

let ma: Page;
let grace: Page;

beforeAll(async () => {
  const { browser, server } = house;
  const windowOfMa = await openWindow(browser, server, { width: 2800 });
  await setUp(windowOfMa, server, { name: '马建国', email: 'ma@example.com', sample: 'zh' });
  const { link } = await invite(windowOfMa, server, { name: 'Grace', email: 'grace@example.com' });
  const windowOfGrace = await openWindow(browser, server, { language: 'en-GB', width: 2800 });
  await join(windowOfGrace, server, link);
  [ma, grace] = await Promise.all([
    openGrid(windowOfMa, 'customers'),
    openGrid(windowOfGrace, 'customers'),
  ]);
});

/** The place of the column among those that are shown. */
const columnOf = async (page: Page, title: string): Promise<number> => {
  const headers = page.locator('canvas [role=columnheader]');
  await expect.poll(() => headers.allTextContents(), patience).toContain(title);
  return (await headers.allTextContents()).filter((text) => text !== '').indexOf(title);
};

const holds = (page: Page, column: number, row: number, text: string | RegExp): Promise<void> => {
  const polled = expect.poll(() => cellText(page, column, row), patience);
  return typeof text === 'string' ? polled.toBe(text) : polled.toMatch(text);
};

/** Goes to the cell, and waits until the keyboard is there. */
const goTo = async (page: Page, title: string, row: number): Promise<number> => {
  const column = await columnOf(page, title);
  let byKeys = false;
  const places = [`${title}，第 ${row + 1} 行：`, `${title}, row ${row + 1}:`];
  await expect
    .poll(async () => {
      // The library takes no focus for a cell that had it last, though another is selected by now.
      await selectCell(page, 0, row);
      if (byKeys) for (let at = 0; at < column; at++) await page.keyboard.press('ArrowRight');
      else await selectCell(page, column, row);
      byKeys = !byKeys;
      const label = await page.locator(editor).getAttribute('aria-label');
      return places.some((place) => label?.startsWith(place));
    }, patience)
    .toBe(true);
  return column;
};

const fill = async (page: Page, title: string, row: number, text: string): Promise<void> => {
  await goTo(page, title, row);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
};

/** Opens the dialog for a new formula column and gives it. */
const newFormula = async (page: Page, name: string) => {
  await page.getByRole('button', { name: '新增列' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('列名').fill(name);
  await dialog.getByLabel('类型').selectOption({ label: '公式' });
  return dialog;
};

test('FORM-56: the sample has tiers, and a changed input changes one on every screen', async () => {
  const tier = await columnOf(ma, '级别');
  for (const row of [0, 1, 2, 3, 4, 5]) await holds(ma, tier, row, /^[ABC]$/);
  await fill(ma, '客单价', 0, '9000');
  await fill(ma, '成交次数', 0, '9');
  await holds(ma, tier, 0, 'A');
  await holds(grace, await columnOf(grace, 'Tier'), 0, 'A');
  await fill(grace, 'Deals won', 0, '1');
  await holds(ma, tier, 0, /^[BC]$/);
  await fill(grace, 'Deals won', 0, '3');
  await holds(ma, tier, 0, 'A');
});

test('FORM-56: a formula is written with what is offered, tried, and computes for everyone', async () => {
  const dialog = await newFormula(ma, '成交额');
  const field = dialog.getByRole('textbox', { name: '公式' });
  await field.click();
  await ma.keyboard.type('=[@成交');
  await ma.getByRole('option', { name: '成交次数' }).waitFor();
  await ma.keyboard.press('Enter');
  await ma.keyboard.type('*');
  await dialog.getByRole('button', { name: '客单价' }).click();
  await expect.poll(() => field.inputValue(), patience).toBe('=[@成交次数]*[@客单价]');
  const results = dialog.getByTestId('formula-trial');
  await expect.poll(() => results.textContent(), patience).toMatch(/\d/);
  await ma.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await holds(ma, await columnOf(ma, '成交额'), 0, '27,000');
  await holds(grace, await columnOf(grace, '成交额'), 0, '27,000');
});

test('FORM-57: a formula that cannot be is not taken, and says why and what to do', async () => {
  const dialog = await newFormula(ma, '错的');
  const field = dialog.getByRole('textbox', { name: '公式' });
  await field.fill('=[@次数]*2');
  await dialog.getByText('这张表没有“次数”列。请从“可以用的列”里选。').waitFor();
  await expect.poll(() => dialog.locator('mark').textContent()).toBe('[@次数]');
  await dialog.getByRole('button', { name: '新增', exact: true }).click();
  await field.fill('=IF([@成交次数]>1,"多"');
  await dialog.getByText('公式没有写完').waitFor();
  await ma.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('FORM-53: an error says beside its cell and in its label why, in the reader’s words', async () => {
  const dialog = await newFormula(ma, '比');
  await dialog.getByRole('textbox', { name: '公式' }).fill('=[@客单价]/[@成交次数]');
  await dialog.getByRole('button', { name: '新增', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await fill(ma, '成交次数', 1, '0');
  await holds(ma, await columnOf(ma, '比'), 1, '#DIV/0!');

  await goTo(ma, '比', 1);
  const note = ma.getByTestId('formula-note');
  await note.getByText('除数是 0 或空').waitFor();
  expect(await ma.locator(editor).getAttribute('aria-label')).toContain('除数是 0 或空');
  const [cell, beside] = [await ma.locator(editor).boundingBox(), await note.boundingBox()];
  expect(beside!.y).toBeGreaterThanOrEqual(cell!.y + cell!.height - 1);

  await goTo(grace, '比', 1);
  await grace.getByTestId('formula-note').getByText('Divided by 0').waitFor();
  await fill(ma, '成交次数', 1, '2');
  await grace.getByTestId('formula-note').waitFor({ state: 'detached' });

  await ma.evaluate(() => navigator.clipboard.writeText('很多'));
  await goTo(ma, '成交次数', 1);
  await ma.keyboard.press('Control+v');
  await goTo(ma, '级别', 1);
  await note.getByText('“成交次数”里的文字读不懂').waitFor();
  await goTo(grace, 'Tier', 1);
  await grace.getByText('“Deals won” holds text that could not be read').waitFor();
});

test('FORM-58: nobody types over a formula; the way to it is beside the cell', async () => {
  const tier = await goTo(ma, '级别', 0);
  await ma.keyboard.type('C');
  const note = ma.getByTestId('formula-note');
  await note.getByText('这一列由公式算出').waitFor();
  await holds(ma, tier, 0, 'A');

  await note.getByRole('button', { name: '编辑公式' }).click();
  const dialog = ma.getByRole('dialog');
  const field = dialog.getByRole('textbox', { name: '公式' });
  await expect.poll(() => field.inputValue()).toMatch(/^=IF\(AND\(\[@成交次数\]>=3,.*"明确"/);
  await field.fill('=IF([@成交次数]>=3,"甲","乙")');
  await dialog.getByRole('textbox', { name: '级别' }).fill('甲、乙');
  await dialog.getByRole('button', { name: '保存公式' }).click();
  await dialog.waitFor({ state: 'detached' });
  await holds(ma, tier, 0, '甲');
  await holds(grace, tier, 0, '甲');
  await ma.keyboard.press('Control+z');
  await holds(ma, tier, 0, 'A');
  await holds(grace, tier, 0, 'A');
});

test('FORM-50: what is pasted and cleared over a formula leaves it, and says so', async () => {
  const tier = await columnOf(ma, '级别');
  await ma.evaluate(() =>
    navigator.clipboard.writeText('企业\tC\t13800138000\n个人\tC\t13800138001'),
  );
  await goTo(ma, '类型', 0);
  await ma.keyboard.press('Control+v');
  await ma.getByText('2 格由公式算出，没有改').waitFor();
  const phone = await columnOf(ma, '手机');
  await holds(ma, phone, 1, /138 ?0013 ?8001/);
  await holds(ma, tier, 0, 'A');

  await goTo(ma, '级别', 0);
  await ma.keyboard.press('Delete');
  await ma.getByText('1 格由公式算出，没有改').waitFor();
  await holds(ma, tier, 0, 'A');
});
