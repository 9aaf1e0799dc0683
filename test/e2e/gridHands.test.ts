import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { User } from '../../shared/protocol/http.ts';
import { makeRows } from './support/boardPage.ts';
import { openBrowser, openWindow } from './support/browser.ts';
import { cellText, openGrid, selectCell } from './support/gridPage.ts';
import { invite, join, setUp, signIn } from './support/people.ts';
import { takePicture } from './support/pictures.ts';
import { startServer, type TestServer } from './support/server.ts';

/** Shown columns of the customers table, from 0. */
const name = 0;
const tags = 4;

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
    await page.locator('a[href="/t/tasks"]').first().click();
    await page.waitForURL('**/t/tasks');
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

  test('GRID-43: Ctrl+Enter fills the selected cells as one step', async () => {
    await selectCell(page, name, 12);
    const before = await cellText(page, name, 13);
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown');
    await page.keyboard.type('一样的');
    await press(page, 'Control+Enter');
    for (const row of [12, 13, 14]) await holds(page, name, row, '一样的');
    await press(page, 'Control+z');
    await holds(page, name, 13, before);
  });

  test('GRID-55: a tag typed into several cells at once is added to each, and takes none away', async () => {
    await selectCell(page, tags, 15);
    await press(page, 'Delete');
    await page.keyboard.type('甲类');
    await press(page, 'Enter');
    await page.keyboard.type('乙类');
    await press(page, 'Control+Enter', 'ArrowUp', 'Shift+ArrowDown');
    await page.keyboard.type('年会到场');
    await press(page, 'Control+Enter');
    await holds(page, tags, 15, '甲类、年会到场');
    await expect.poll(() => cellText(page, tags, 16)).toMatch(/乙类/);
    expect(await cellText(page, tags, 16)).toMatch(/年会到场/);
    await press(page, 'Control+z');
    await holds(page, tags, 15, '甲类');
    await expect.poll(() => cellText(page, tags, 16)).not.toMatch(/年会到场/);
  });

  test('GRID-35: the tags of a cell are chips in its editor, taken out one by one', async () => {
    await selectCell(page, tags, 8);
    await press(page, 'Delete');
    await page.keyboard.type('甲类、乙类');
    await press(page, 'Enter', 'ArrowUp', 'F2');
    const chosen = page.getByRole('list', { name: '已选' }).getByRole('listitem');
    await expect.poll(() => chosen.count()).toBe(2);
    await takePicture(page, 'tag-editor');
    await press(page, 'Backspace');
    await expect.poll(() => chosen.count()).toBe(1);
    await press(page, 'Escape');
    await expect.poll(() => cellText(page, tags, 8)).toMatch(/^[甲乙]类$/);
  });
});

describe('Menus in the grid', () => {
  let page: Page;
  beforeEach(async () => {
    page = await openGrid(ma, 'customers');
    return () => page.close();
  });
  const choose = (text: string) => page.getByRole('menuitem', { name: text, exact: true }).click();

  test('GRID-40: copy, paste and clear cells', async () => {
    await selectCell(page, name, 9);
    const text = await cellText(page, name, 9);
    await press(page, 'Shift+F10');
    await takePicture(page, 'cell-menu');
    await choose('复制');
    await selectCell(page, name, 10);
    await press(page, 'Shift+F10');
    await choose('粘贴');
    await holds(page, name, 10, text);
    await press(page, 'Shift+F10');
    await choose('清除内容');
    await holds(page, name, 10, '');
    await selectCell(page, name, 9);
    await press(page, 'Shift+F10');
    await choose('剪切');
    await holds(page, name, 9, '');
    await press(page, 'Control+z');
    await holds(page, name, 9, text);
  });

  test('GRID-41: put a column on the left of another, and rename it over its old name', async () => {
    await selectCell(page, 1, 0);
    await press(page, 'Shift+F10');
    await page.getByRole('menuitem', { name: /列.*操作/ }).click();
    await choose('在左侧插入列');
    await page.getByRole('textbox', { name: '列名' }).fill('新在左');
    await press(page, 'Enter');
    await selectCell(page, 1, 0);
    await isAt(page, '新在左', 0);
    await press(page, 'Shift+F10');
    await page.getByRole('menuitem', { name: /列.*操作/ }).click();
    await choose('改名');
    await page.getByRole('textbox', { name: '列名' }).waitFor();
    await page.keyboard.type('换了名');
    await press(page, 'Enter');
    await isAt(page, '换了名', 0);
    await press(page, 'Control+z', 'Control+z');
  });
});

test('GRID-42: sorting waits until one leaves the row that one edits', async () => {
  const page = await openGrid(ma, 'customers');
  const phone = 3;
  await selectCell(page, phone, 0);
  await press(page, 'Shift+F10');
  await page.getByRole('menuitem', { name: /列.*操作/ }).click();
  await page.getByRole('menuitem', { name: '升序' }).click();
  await page.getByRole('button', { name: '手机 ↑', exact: true }).waitFor();
  await selectCell(page, phone, 3);
  await page.keyboard.type('13800000001');
  await press(page, 'Tab');
  await holds(page, phone, 3, '138 0000 0001');
  await isAt(page, '标签', 3);
  await press(page, 'ArrowDown');
  await holds(page, phone, 0, '138 0000 0001');
  await expect.poll(() => field(page).getAttribute('aria-label')).toContain('标签');
  await page.close();
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

describe('A phone', () => {
  let page: Page;
  beforeEach(async () => {
    const pocket = await openWindow(browser, server, { width: 390, height: 844 });
    await signIn(pocket, server, 'ma@example.com');
    page = await pocket.newPage();
    await page.goto('/t/customers');
    return () => pocket.close();
  });
  const cards = () => page.getByRole('list', { name: '行的列表' }).getByRole('button');

  test('GRID-37: goes back from a row to the list', async () => {
    await cards().nth(1).click();
    await page.getByLabel('客户名称').waitFor();
    await page.goBack();
    await cards().first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/t/customers');
  });

  test('GRID-37: makes a new row with the first thing written, and none without', async () => {
    const nobody = () => cards().filter({ hasText: '（无标题）' }).count();
    await cards().first().waitFor();
    const before = await nobody();
    await page.getByRole('button', { name: '新建一行' }).click();
    await page.getByRole('heading', { name: '新建一行' }).waitFor();
    await page.getByRole('button', { name: '返回' }).click();
    await cards().first().waitFor();
    expect(await nobody()).toBe(before);

    await page.getByRole('button', { name: '新建一行' }).click();
    await page.getByLabel('客户名称').fill('口袋新客户');
    await page.getByLabel('手机').fill('13812345678');
    await page.getByLabel('备注').focus();
    await page.getByRole('heading', { name: '口袋新客户' }).waitFor();
    const call = page.getByRole('link', { name: '拨打' });
    expect(await call.getAttribute('href')).toBe('tel:+8613812345678');
    await page.getByRole('button', { name: '返回' }).click();
    await cards().first().waitFor();
  });

  test('GRID-38: marks the tags that a row has, and lets one go', async () => {
    await cards().first().click();
    await page.getByRole('tab', { name: '资料' }).click();
    await page.getByRole('button', { name: '标签', exact: true }).click();
    const chosen = page.getByRole('option', { selected: true }).filter({ hasText: /^[甲乙]类$/ });
    for (const [made, name] of ['甲类', '乙类'].entries()) {
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
      await expect.poll(() => chosen.count()).toBe(made + 1);
    }
    await takePicture(page, 'phone-tags');
    await chosen.filter({ hasText: '甲类' }).click();
    await expect.poll(() => chosen.allTextContents()).toEqual(['乙类']);
    await page.getByRole('button', { name: '移除“甲类”' }).waitFor({ state: 'detached' });
  });
});

test('GRID-39: a page enlarged to twice its size is a grid still', async () => {
  const small = await openWindow(browser, server, { width: 720, height: 450 });
  await signIn(small, server, 'ma@example.com');
  const page = await openGrid(small, 'customers');
  expect(await cellText(page, name, 1)).not.toBe('');
  await small.close();
});

test('GRID-56: a large table opens at its first row, with the keyboard there', async () => {
  const rows = Array.from({ length: 30_000 }, (_, at) => ({ title: `事项 ${at}` }));
  await makeRows(ma, server, 'tasks', rows, 10_000);
  const page = await openGrid(ma, 'tasks');
  // Sorting takes the longest of what comes before the first rows.
  await page.getByRole('button', { name: '排序' }).click();
  await page.getByLabel('按哪一列').selectOption({ label: '事项' });
  await press(page, 'Escape');
  const goTo = (address: string) =>
    page.evaluate(
      (path) => document.querySelector<HTMLElement>(`a[href="${path}"]`)?.click(),
      address,
    );
  await goTo('/t/customers');
  await isAt(page, '客户名称', 0);
  await goTo('/t/tasks');
  await expect
    .poll(() => field(page).getAttribute('aria-label'), { timeout: 10_000 })
    .toMatch(/^事项，第 1 行/);
  await page.locator('#glide-cell-1-0').waitFor({ state: 'attached' });
  await page.close();
});
