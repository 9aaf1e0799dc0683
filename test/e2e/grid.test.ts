import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ledger } from '../../shared/protocol/http.ts';
import { openBrowser, openWindow } from './support/browser.ts';
import { cellText, openGrid, selectCell, untilSaved } from './support/gridPage.ts';
import { invite, join, setUp, signIn } from './support/people.ts';
import { goToTab, recordOn } from './support/recordPage.ts';
import { startServer, type TestServer } from './support/server.ts';

/** Shown columns of the customers table, from 0. */
const name = 0;
const kind = 1;
const phone = 3;

let server: TestServer;
let browser: Browser;
let ma: BrowserContext;
let li: BrowserContext;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  ma = await openWindow(browser, server);
  await setUp(ma, server, { name: '马建国', email: 'ma@example.com', sample: 'zh' });
  const { link } = await invite(ma, server, { name: '李敏', email: 'li@example.com' });
  li = await openWindow(browser, server);
  await join(li, server, link);
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

const typeInto = async (page: Page, column: number, row: number, text: string): Promise<void> => {
  await selectCell(page, column, row);
  await page.keyboard.type(text);
  await press(page, 'Enter');
};

const holds = (page: Page, column: number, row: number, text: string): Promise<void> =>
  expect.poll(() => cellText(page, column, row), { timeout: 10_000 }).toBe(text);

describe('Two people in one grid', () => {
  let mine: Page;
  let hers: Page;
  beforeEach(async () => {
    [mine, hers] = [await openGrid(ma, 'customers'), await openGrid(li, 'customers')];
    return async () => {
      await mine.close();
      await hers.close();
    };
  });

  test('GRID-20: see where the other is, who it is, and every edit', async () => {
    await selectCell(hers, name, 2);
    await hers.keyboard.type('正在写');
    const label = mine.getByTestId('grid').getByText('李敏 正在输入');
    await label.waitFor();
    expect(await label.evaluate((element) => element.style.background)).toMatch(/^rgb/);
    await press(hers, 'Enter');
    await holds(mine, name, 2, '正在写');
    await mine.getByTestId('grid').getByText('李敏', { exact: true }).waitFor();

    await typeInto(mine, name, 4, '我写的');
    await holds(hers, name, 4, '我写的');
  });

  test('GRID-24: undo and redo their own work, and are told where it has changed since', async () => {
    const before = await cellText(mine, name, 0);
    await typeInto(mine, name, 0, '我的');
    await typeInto(hers, name, 1, '她的');
    await holds(mine, name, 1, '她的');
    await press(mine, 'Control+z');
    await holds(mine, name, 0, before);
    await holds(mine, name, 1, '她的');
    await press(mine, 'Control+y');
    await holds(hers, name, 0, '我的');

    await typeInto(hers, name, 0, '她改了');
    await holds(mine, name, 0, '她改了');
    await press(mine, 'Control+z');
    await mine.getByText('有 1 格未撤销：已被他人修改').waitFor();
    await holds(mine, name, 0, '她改了');
  });
});

describe('One person in the grid', () => {
  let page: Page;
  beforeEach(async () => {
    page = await openGrid(ma, 'customers');
    return () => page.close();
  });

  test('GRID-21: writes Chinese from the first key', async () => {
    await selectCell(page, name, 6);
    const keyboard = await page.context().newCDPSession(page);
    for (const text of ['n', 'ni', 'ni h', 'ni hao'])
      await keyboard.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    const editor = page.locator('.dvn-scroller textarea');
    expect(await editor.inputValue()).toBe('ni hao');
    await keyboard.send('Input.insertText', { text: '你好' });
    expect(await editor.inputValue()).toBe('你好');
    await press(page, 'Enter');
    await holds(page, name, 6, '你好');
  });

  test('GRID-27: reads why a text cannot be read, beside the cell, and goes on typing', async () => {
    await selectCell(page, phone, 5);
    const before = await cellText(page, phone, 5);
    await page.keyboard.type('12');
    await press(page, 'Enter');
    const reason = page.getByRole('alert').filter({ hasText: '这不是电话号码' });
    await reason.waitFor();
    const editor = page.locator('.dvn-scroller textarea');
    expect(await editor.inputValue()).toBe('12');
    const [cell, told] = [await editor.boundingBox(), await reason.boundingBox()];
    expect(told?.y).toBeGreaterThanOrEqual((cell?.y ?? 0) + (cell?.height ?? 0));
    await press(page, 'Escape');
    await holds(page, phone, 5, before);
  });

  test('GRID-28: copies cells and pastes them back the same', async () => {
    const before = await Promise.all([name, kind, phone].map((x) => cellText(page, x, 8)));
    await selectCell(page, name, 8);
    for (let x = name; x < phone; x++) await press(page, 'Shift+ArrowRight');
    await press(page, 'Control+c');
    await selectCell(page, name, 9);
    await press(page, 'Control+v');
    for (const [at, x] of [name, kind, phone].entries()) await holds(page, x, 9, before[at]!);
  });

  test('GRID-26: sorts by a column, filters by one, and finds text', async () => {
    await page.getByRole('button', { name: '排序' }).click();
    await page.getByLabel('按哪一列').selectOption({ label: '手机' });
    await press(page, 'Escape');
    await page.getByRole('button', { name: '手机 ↑', exact: true }).waitFor();
    await expect
      .poll(async () => {
        const shown = await Promise.all([0, 1, 2, 3].map((row) => cellText(page, phone, row)));
        return shown.toSorted().join() === shown.join() && shown[0] !== '';
      })
      .toBe(true);

    await page.getByRole('button', { name: '筛选' }).click();
    await page.getByLabel('按哪一列').selectOption({ label: '类型' });
    await page.getByRole('checkbox', { name: '企业' }).check();
    await press(page, 'Escape');
    for (const row of [0, 1, 2, 3]) await holds(page, kind, row, '企业');
    expect(await page.getByTestId('row-count').textContent()).toMatch(/^\d+ 行 · 筛选后 \d+$/);

    await press(page, 'Control+k');
    await page.getByRole('textbox', { name: '在表格里查找' }).fill('有限公司');
    await page.getByText(/第 1 处，共 \d+ 处/).waitFor();
    await press(page, 'Enter');
    await page.getByText(/第 2 处，共 \d+ 处/).waitFor();
    await press(page, 'Escape');
    await page.getByRole('button', { name: '取消“类型 是 企业”' }).click();
    await page.getByRole('button', { name: '取消“手机 ↑”' }).click();
    await expect.poll(() => page.getByTestId('row-count').textContent()).toMatch(/^\d+ 行$/);
  });

  test('GRID-53: finds a table filtered and sorted as it was left', async () => {
    await page.getByRole('button', { name: '排序' }).click();
    await page.getByLabel('按哪一列').selectOption({ label: '手机' });
    await press(page, 'Escape');
    await page.getByRole('button', { name: '筛选' }).click();
    await page.getByLabel('按哪一列').selectOption({ label: '类型' });
    await page.getByRole('checkbox', { name: '企业' }).check();
    await press(page, 'Escape');
    await expect.poll(() => page.getByTestId('row-count').textContent()).toMatch(/筛选后/);
    const count = await page.getByTestId('row-count').textContent();

    await page.getByRole('link', { name: /跟进/ }).first().click();
    await page.getByRole('button', { name: '筛选', exact: true }).waitFor();
    await page.getByRole('button', { name: '排序', exact: true }).waitFor();
    await page.getByRole('link', { name: /成员/ }).click();
    await page.getByRole('link', { name: /客户/ }).first().click();
    await page.getByRole('button', { name: '手机 ↑', exact: true }).waitFor();
    await page.getByRole('button', { name: '类型 是 企业', exact: true }).waitFor();
    await expect.poll(() => page.getByTestId('row-count').textContent()).toBe(count);
  });

  test('GRID-25: finds deleted rows in the recycle bin and puts them back', async () => {
    const [first, second] = [await cellText(page, name, 10), await cellText(page, name, 11)];
    await selectCell(page, name, 10);
    await press(page, 'Shift+ArrowDown', 'Control+-');
    await page.getByText('已把 2 行放进回收站').waitFor();
    await expect.poll(() => cellText(page, name, 10)).not.toBe(first);
    await untilSaved(page);

    await page.goto('/bin/customers');
    await page.getByText(first, { exact: true }).waitFor();
    await page.getByText(second, { exact: true }).waitFor();
    await page.getByRole('checkbox', { name: '全选' }).check();
    await page.getByRole('button', { name: '恢复 2 行' }).click();
    await page.getByText('回收站是空的').waitFor();
    await untilSaved(page);
    await page.goto('/t/customers');
    await holds(page, name, 10, first);
    await holds(page, name, 11, second);
  });
});

test('GRID-29: a phone shows cards of two lines, and a row as a record that edits it', async () => {
  const pocket = await openWindow(browser, server, { width: 390, height: 844 });
  await signIn(pocket, server, 'ma@example.com');
  const page = await pocket.newPage();
  await page.goto('/t/customers');
  const cards = page.getByRole('list', { name: '行的列表' }).getByRole('button');
  await cards.first().click();
  const record = recordOn(page);
  await record.getByRole('textbox', { name: '客户名称' }).fill('口袋里改的');
  await goToTab(record, '资料');
  await page.getByRole('region', { name: '记录：口袋里改的' }).waitFor();
  await page.getByRole('button', { name: '返回' }).click();
  await cards.filter({ hasText: '口袋里改的' }).waitFor();
  const grid = await openGrid(ma, 'customers');
  await holds(grid, name, 0, '口袋里改的');
});

test('GRID-54: who is in no ledger is told so, and whom to ask, until he is in one', async () => {
  const [shared] = ledger.array().parse(await (await ma.request.get('/api/ledgers')).json());
  const { user, link } = await invite(ma, server, { name: '周舟', email: 'zhou@example.com' });
  const member = `/api/ledgers/${shared?.id}/members/${user.id}`;
  const setLevel = (level: 'write' | null) =>
    ma.request.put(member, { data: { level }, headers: { origin: server.url } });
  expect((await setLevel(null)).ok()).toBe(true);

  const zhou = await openWindow(browser, server);
  await join(zhou, server, link);
  const page = await zhou.newPage();
  await page.goto('/t/customers');
  await page.getByText('你还没有加入任何台账').waitFor();
  await page.getByText('请联系管理员').waitFor();
  expect(await page.getByText('还没有人录入内容').count()).toBe(0);

  expect((await setLevel('write')).ok()).toBe(true);
  await page.getByTestId('data-grid-canvas').waitFor();
});
