import type { BrowserContext, Locator } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openWindow } from './support/browser.ts';
import { cellText, openGrid, selectCell, untilSaved } from './support/gridPage.ts';
import { openNetwork } from './support/network.ts';
import { invite, join, setUp, signIn } from './support/people.ts';
import { goToTab, openGridWithRecord, openRecord, recordOn } from './support/recordPage.ts';
import { serverAndBrowser } from './support/serverAndBrowser.ts';

const run = serverAndBrowser();
let ma: BrowserContext;
let li: BrowserContext;

beforeAll(async () => {
  const { server, browser } = run;
  ma = await openWindow(browser, server, { width: 1440 });
  await setUp(ma, server, { name: '马建国', email: 'ma@example.com', sample: 'zh' });
  const { link } = await invite(ma, server, { name: '李敏', email: 'li@example.com' });
  li = await openWindow(browser, server, { width: 1440 });
  await join(li, server, link);
});

describe('Opening a record', () => {
  test('REC-2: stands beside the rows, goes on to the next, and gives the keyboard back at its row', async () => {
    const { page, record, title } = await openGridWithRecord(ma, 'customers', 2);
    await expect.poll(() => record.getAttribute('aria-label')).toBe(`记录：${title}`);
    const grid = await page.getByTestId('grid').boundingBox();
    const panel = await record.boundingBox();
    expect((grid?.x ?? 0) + (grid?.width ?? 0)).toBeLessThanOrEqual((panel?.x ?? 0) + 1);
    expect(panel?.width).toBe(372);
    await record.getByText('3 / 300').waitFor();
    await page.keyboard.press('j');
    await record.getByText('4 / 300').waitFor();
    await record.getByRole('button', { name: /下一行/ }).click();
    await page.keyboard.press('Alt+ArrowDown');
    await record.getByText('6 / 300').waitFor();
    await page.keyboard.press('k');
    await record.getByText('5 / 300').waitFor();
    await page.keyboard.press('Escape');
    await record.waitFor({ state: 'detached' });
    const field = page.locator('.dvn-scroller textarea');
    await expect.poll(() => field.getAttribute('aria-label')).toContain('第 5 行');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => field.getAttribute('aria-label')).toContain('第 6 行');
    expect(new URL(page.url()).search).toBe('');
    await page.close();
  });

  test('REC-14: by a double click on the number, the button in the row, its menu, and Enter on whole rows', async () => {
    const page = await openGrid(ma, 'customers');
    await page.locator('#glide-cell-1-4').waitFor({ state: 'attached' });
    const box = await page.getByTestId('data-grid-canvas').boundingBox();
    const at = (x: number, row: number): [number, number] => [
      (box?.x ?? 0) + x,
      (box?.y ?? 0) + 32 + row * 32 + 16,
    ];
    const closeAgain = async (row: number) => {
      await recordOn(page)
        .getByText(`${row + 1} / 300`)
        .waitFor();
      await page.keyboard.press('Escape');
      await recordOn(page).waitFor({ state: 'detached' });
    };
    await page.mouse.dblclick(...at(20, 3));
    await closeAgain(3);
    await page.mouse.click(...at(20, 4));
    await page.keyboard.press('Enter');
    await closeAgain(4);
    const opener = page.getByRole('button', { name: '打开', exact: true });
    await expect
      .poll(
        async () => {
          // A hand is never still; the first move may come before the grid has drawn itself again.
          await page.mouse.move(...at(100, 1));
          await page.mouse.move(...at(104, 1));
          return opener.isVisible();
        },
        { timeout: 10_000 },
      )
      .toBe(true);
    await opener.click();
    await closeAgain(1);
    await selectCell(page, 1, 2);
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: '打开', exact: true }).click();
    await closeAgain(2);
    await page.close();
  });

  test('REC-3: a link opens the record; what is deleted or unknown says so, with what to do', async () => {
    const { page, title } = await openGridWithRecord(ma, 'customers', 8);
    const link = page.url();
    const other = await li.newPage();
    await other.goto(link.replace(/^https?:\/\/[^/]+/, ''));
    await recordOn(other).getByRole('heading', { name: title, exact: true }).waitFor();
    await recordOn(page).getByRole('button', { name: '更多操作' }).click();
    await page.getByRole('menuitem', { name: '删除这一行' }).click();
    await recordOn(page).waitFor({ state: 'detached' });
    await recordOn(other).getByText('这一行已被删除').waitFor();
    await recordOn(other).getByRole('button', { name: '恢复' }).click();
    await recordOn(other).getByRole('tab', { name: '资料' }).waitFor();
    await other.goto('/t/customers?row=01J00000000000000000000000');
    await recordOn(other).getByText('没有找到这一行').waitFor();
    await recordOn(other).getByRole('button', { name: '关闭', exact: true }).last().click();
    await recordOn(other).waitFor({ state: 'detached' });
    await page.close();
    await other.close();
  });
});

describe('Fields', () => {
  test('REC-4: are written when one leaves them, goes on or closes; what cannot be read stays, and one with it', async () => {
    const { page, record } = await openGridWithRecord(ma, 'customers', 10);
    await goToTab(record, '资料');
    const phone = record.getByRole('textbox', { name: '手机' });
    await phone.fill('13800000011');
    await page.keyboard.press('Alt+ArrowDown');
    await record.getByText('12 / 300').waitFor();
    await expect.poll(() => cellText(page, 3, 10)).toBe('138 0000 0011');
    expect(await phone.evaluate((field) => field === document.activeElement)).toBe(true);

    const birthday = record.getByRole('textbox', { name: '生日' });
    await birthday.fill('哪天来着');
    await record.getByRole('button', { name: /下一行/ }).click();
    await record.getByRole('alert').filter({ hasText: '这不是日期' }).waitFor();
    await record.getByText('12 / 300').waitFor();
    await record.getByRole('button', { name: '关闭', exact: true }).click();
    expect(await birthday.inputValue()).toBe('哪天来着');
    await birthday.fill('1990年5月6日');
    await record.getByRole('button', { name: '关闭', exact: true }).click();
    await record.waitFor({ state: 'detached' });
    await openRecord(page, 11);
    await expect.poll(() => birthday.inputValue()).toBe('1990年5月6日');
    await page.close();
  });

  test('REC-5, REC-6: show who is in them, and what another wrote while one types; what one types stays', async () => {
    const { page, record } = await openGridWithRecord(ma, 'customers', 14);
    const other = await openGridWithRecord(li, 'customers', 14);
    await goToTab(record, '资料');
    await goToTab(other.record, '资料');
    const mine = record.getByRole('textbox', { name: '备注' });
    const theirs = other.record.getByRole('textbox', { name: '备注' });
    await mine.click();
    await other.record.getByRole('img', { name: '马建国 也在看' }).waitFor();
    await mine.fill('我写到一半');
    await other.record.getByText('马建国 正在输入').waitFor();
    await theirs.fill('李敏先写好了');
    await theirs.press('Enter');
    await record.getByRole('status').filter({ hasText: '李敏 改成了“李敏先写好了”' }).waitFor();
    expect(await mine.inputValue()).toBe('我写到一半');
    await record.getByRole('textbox', { name: '手机' }).click();
    await other.record.getByRole('textbox', { name: '手机' }).click();
    await expect.poll(() => theirs.inputValue()).toBe('我写到一半');
    await page.close();
    await other.page.close();
  });

  test('REC-7: have tags by group, ticked and unticked, searched and made', async () => {
    const { page, record } = await openGridWithRecord(ma, 'customers', 17);
    await goToTab(record, '资料');
    const field = record.getByRole('button', { name: '标签', exact: true });
    await field.click();
    const group = page.getByRole('group', { name: '来源' });
    const wasIn = (await record.getByRole('button', { name: '移除“社区活动”' }).count()) > 0;
    await group.getByRole('option', { name: '社区活动' }).click();
    const chip = record.getByRole('button', { name: '移除“社区活动”' });
    await expect.poll(() => chip.count()).toBe(wasIn ? 0 : 1);
    await page.keyboard.type('年货节');
    await page.getByRole('option', { name: '新建“年货节”' }).waitFor();
    await page.keyboard.press('Enter');
    await record.getByText('年货节').waitFor();
    await page
      .getByRole('group', { name: '未分组' })
      .getByRole('option', { name: '年货节' })
      .waitFor();
    await page.keyboard.press('Escape');
    await record.getByRole('button', { name: '移除“年货节”' }).click();
    await expect.poll(() => record.getByText('年货节').count()).toBe(0);
    await page.close();
  });
});

describe('What belongs to a customer', () => {
  test('REC-8: follow-ups of both stand newest first on both screens, and one is edited by both at once', async () => {
    const { page, record } = await openGridWithRecord(ma, 'customers', 15);
    const other = await openGridWithRecord(li, 'customers', 15);
    await goToTab(record, '跟进');
    await goToTab(other.record, '跟进');
    const entries = (seen: Locator) =>
      seen.getByRole('list', { name: '跟进记录' }).getByRole('listitem');
    await record.getByRole('textbox', { name: '记一笔跟进……' }).click();
    await page.keyboard.type('马先打了电话');
    await other.record.getByText('马建国 正在写跟进').waitFor();
    await record.getByRole('button', { name: '电话', exact: true }).click();
    const parts = ['客户觉得价格偏高', '儿子是决策人', '送新报价单'];
    for (const [at, name] of ['客户反馈', '关键信息', '下一步'].entries())
      await record.getByRole('textbox', { name, exact: true }).fill(parts[at]!);
    await record.getByRole('textbox', { name: '下一步日期' }).fill('2031-03-09');
    await page.keyboard.press('Tab');
    await record.getByRole('textbox', { name: '沟通要点' }).click();
    await page.keyboard.press('Control+Enter');
    await other.record.getByText('马先打了电话').waitFor();
    for (const part of [...parts, '2031年3月9日'])
      await expect.poll(() => entries(other.record).nth(0).textContent()).toContain(part);
    await other.record.getByRole('textbox', { name: '记一笔跟进……' }).click();
    await other.page.keyboard.type('李后来上门');
    await other.record.getByRole('button', { name: '保存', exact: true }).click();
    await record.getByText('李后来上门').waitFor();
    await expect.poll(() => entries(other.record).nth(0).textContent()).toContain('李后来上门');
    expect(await entries(other.record).nth(1).textContent()).toContain('电话 · 马建国');

    await record.getByText('李后来上门').click();
    await other.record.getByText('李后来上门').click();
    await entries(record).getByRole('textbox', { name: '客户反馈' }).fill('马补的反馈');
    await entries(other.record).getByRole('textbox', { name: '关键信息' }).fill('李补的信息');
    await record.getByRole('button', { name: '完成' }).click();
    await other.record.getByRole('button', { name: '完成' }).click();
    for (const { record: seen } of [{ record }, other]) {
      await seen.getByText('马补的反馈').waitFor();
      await seen.getByText('李补的信息').waitFor();
    }
    await record.getByText('李后来上门').click();
    await record.getByRole('button', { name: '删除这条跟进' }).click();
    await other.record.getByText('李后来上门').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '撤销' }).click();
    await other.record.getByText('李后来上门').waitFor();
    await page.close();
    await other.page.close();
  });

  test('REC-9: a draft outlives the record, the page and the network; saving nothing says what is missing', async () => {
    const network = await openNetwork(run.server);
    const window = await openWindow(run.browser, network, { width: 1440 });
    await signIn(window, network, 'ma@example.com');
    const { page, record } = await openGridWithRecord(window, 'customers', 16);
    const begin = record.getByRole('textbox', { name: '记一笔跟进……' });
    await begin.click();
    await record.getByRole('button', { name: '保存', exact: true }).click();
    await record.getByRole('alert').filter({ hasText: '写一句发生了什么' }).waitFor();
    await page.keyboard.type('写到一半断了网');
    network.cut();
    await record.getByRole('textbox', { name: '下一步', exact: true }).fill('周三回电话');
    await page.keyboard.press('Alt+ArrowDown');
    await begin.waitFor();
    await page.keyboard.press('Alt+ArrowUp');
    const what = record.getByRole('textbox', { name: '沟通要点' });
    await expect.poll(() => what.inputValue()).toBe('写到一半断了网');
    network.restore();
    await page.reload();
    await what.waitFor();
    await expect.poll(() => what.inputValue()).toBe('写到一半断了网');
    await record.getByRole('button', { name: '保存', exact: true }).click();
    await record.getByText(/下一步：周三回电话/).waitFor();
    await begin.waitFor();
    await untilSaved(page);
    await page.reload();
    await record.getByText('写到一半断了网').waitFor();
    expect(await begin.inputValue()).toBe('');
    await window.close();
    await network.close();
  });

  test('REC-10: the customer’s deals: a new one at the first stage, opened in place, and back', async () => {
    const { page, record, title } = await openGridWithRecord(ma, 'customers', 18);
    await goToTab(record, '商机');
    await record.getByRole('button', { name: '新建商机' }).click();
    await record.getByRole('button', { name: '添加' }).click();
    await record.getByRole('alert').filter({ hasText: '给商机起个名字' }).waitFor();
    await record.getByRole('textbox', { name: '商机名称' }).fill('年度寄递协议');
    await record.getByRole('textbox', { name: '预计金额' }).fill('3.6万');
    await record.getByRole('textbox', { name: '预计签约' }).fill('2027-03-01');
    await record.getByRole('button', { name: '添加' }).click();
    const deal = record
      .getByRole('list', { name: '商机' })
      .getByRole('button', { name: /年度寄递协议/ });
    await deal.waitFor();
    expect(await deal.textContent()).toMatch(/¥36,000.*初步接触/);
    await deal.click();
    await expect.poll(() => record.getAttribute('aria-label')).toBe('记录：年度寄递协议');
    expect(new URL(page.url()).pathname).toBe('/t/customers');
    const back = record.getByRole('button', { name: `回到“${title}”` });
    await back.click();
    await expect.poll(() => record.getAttribute('aria-label')).toBe(`记录：${title}`);
    await deal.click();
    await back.waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await record.waitFor({ state: 'detached' });
    await page.close();
  });
});

test('REC-11: on a phone the record fills the screen, with the quick follow-up at the thumb', async () => {
  const pocket = await openWindow(run.browser, run.server, { width: 390, height: 844 });
  await signIn(pocket, run.server, 'ma@example.com');
  const page = await pocket.newPage();
  await page.goto('/t/customers');
  const card = page.getByRole('list', { name: '行的列表' }).getByRole('button').nth(3);
  await card.click();
  const record = recordOn(page);
  const box = await record.boundingBox();
  expect([box?.x, box?.width, (box?.y ?? 0) + (box?.height ?? 0)]).toEqual([0, 390, 844]);
  const begin = record.getByRole('textbox', { name: '记一笔跟进……' });
  expect((await begin.boundingBox())?.y).toBeGreaterThan(760);
  await begin.click();
  await page.keyboard.type('路上记的');
  await record.getByRole('button', { name: '保存', exact: true }).click();
  await record.getByText('路上记的').waitFor();
  await record.getByRole('button', { name: '返回' }).click();
  await record.waitFor({ state: 'detached' });
  await card.click();
  await record.getByText('路上记的').waitFor();
  await page.goBack();
  await card.waitFor();
  await pocket.close();
});
