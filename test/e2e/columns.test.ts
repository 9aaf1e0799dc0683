import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ledger, rowsAnswer } from '../../shared/protocol/http.ts';
import { openBrowser, openWindow } from './support/browser.ts';
import { cellText, openGrid, selectCell, untilSaved } from './support/gridPage.ts';
import { setUp } from './support/people.ts';
import { startServer, type TestServer } from './support/server.ts';

let server: TestServer;
let browser: Browser;
let window: BrowserContext;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  window = await openWindow(browser, server, { language: 'en-GB', width: 2200 });
  await setUp(window, server, { name: 'Grace', email: 'grace@example.com' });
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const patience = { timeout: 10_000 };
const headerMiddle = -16;

const rowsAddress = async (table: string): Promise<string> => {
  const [shared] = ledger.array().parse(await (await window.request.get('/api/ledgers')).json());
  return `/api/ledgers/${shared?.id}/tables/${table}/rows`;
};

/** The id of the customer that is made. */
const addCustomer = async (name: string): Promise<string | undefined> => {
  const answer = await window.request.post(await rowsAddress('customers'), {
    data: { rows: [{ values: { name } }] },
    headers: { origin: server.url },
  });
  return rowsAnswer.parse({ next: null, ...(await answer.json()) }).rows[0]?.id;
};

const storedRows = async (table: string) =>
  rowsAnswer
    .parse(await (await window.request.get(await rowsAddress(table))).json())
    .rows.map(({ values }) => values);

const makeTable = async (page: Page, name: string): Promise<string> => {
  await page.getByRole('button', { name: 'New table' }).click();
  await page.getByLabel('Table name').fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.waitForURL(/\/t\/(?!customers)/);
  await page.locator('.dvn-scroller textarea').waitFor({ state: 'attached' });
  return page.url().split('/').at(-1) ?? '';
};

const addColumn = async (page: Page, name: string, type: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add column' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Column name').fill(name);
  await dialog.getByLabel('Type').selectOption({ label: type });
  if (type === 'Link') await dialog.getByLabel('Links to').selectOption({ label: 'Customers' });
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.waitFor({ state: 'detached' });
};

/** The titles of the columns on the screen. */
const titles = async (page: Page): Promise<readonly string[]> => {
  const headers = await page.locator('canvas [role=columnheader]').allTextContents();
  return headers.filter((title) => title !== '');
};

/** Selects the cell; gives where it stands on the page. */
const boundsOf = async (page: Page, column: number, row: number) => {
  const editor = page.locator('.dvn-scroller textarea');
  // Cells that screen readers see follow the canvas a moment later.
  await expect
    .poll(async () => {
      await selectCell(page, column, row);
      const label = await editor.getAttribute('aria-label');
      return label?.startsWith(`${(await titles(page))[column]}, row ${row + 1}:`);
    }, patience)
    .toBe(true);
  let bounds = await editor.boundingBox();
  await expect
    .poll(async () => {
      const before = bounds;
      bounds = await editor.boundingBox();
      return JSON.stringify(bounds) === JSON.stringify(before);
    }, patience)
    .toBe(true);
  if (bounds === null) throw new Error('the cell is not on the page');
  return bounds;
};

/** Drags with a real mouse, in steps, as a hand does. */
const drag = async (
  page: Page,
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): Promise<void> => {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const part of [0.25, 0.5, 0.75, 1])
    await page.mouse.move(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
  await page.waitForTimeout(100);
  await page.mouse.up();
};

const openColumnMenu = async (page: Page, column: number): Promise<void> => {
  const { x, y } = await boundsOf(page, column, 0);
  await page.mouse.click(x + 40, y + headerMiddle, { button: 'right' });
  await page.getByRole('menu').waitFor();
};

const showsTitles = (page: Page, wanted: readonly string[]): Promise<void> =>
  expect.poll(() => titles(page), patience).toEqual(wanted);

const holds = (page: Page, column: number, row: number, text: string): Promise<void> =>
  expect.poll(() => cellText(page, column, row), patience).toBe(text);

test('GRID-50: a column of each type takes what is typed, and keeps it', async () => {
  const acme = await addCustomer('Acme Trading');
  const page = await openGrid(window, 'customers');
  const table = await makeTable(page, 'All kinds');
  const columns = [
    ['Words', 'Text', 'Alpha', 'Alpha'],
    ['Count', 'Number', '1,250.5', 1250.5],
    ['Price', 'Amount', '¥5,200.50', 5200.5],
    ['Day', 'Date', '2026/3/2', '2026-03-02'],
    ['Done', 'Checkbox', 'yes', true],
    ['Heat', 'Choice', 'Hot', 'Hot'],
    ['Labels', 'Tags', 'VIP, Export', ['VIP', 'Export']],
    ['Who', 'Person', 'Grace', 'Grace'],
    ['Call', 'Phone', '13800138000', '+8613800138000'],
    ['Firm', 'Link', 'Acme Trading', acme],
  ] as const;
  for (const [name, type] of columns) await addColumn(page, name, type);
  await showsTitles(page, ['Name', ...columns.map(([name]) => name)]);

  await boundsOf(page, 0, 0);
  await page.keyboard.type('First');
  for (const [, , typed] of columns) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(typed);
  }
  await page.keyboard.press('Enter');
  await untilSaved(page);
  const [row] = await storedRows(table);
  for (const [name, , , value] of columns) expect([name, row?.[name]]).toEqual([name, value]);
  await page.close();
});

describe('Columns', () => {
  let page: Page;
  let table: string;
  beforeEach(async () => {
    const first = await openGrid(window, 'customers');
    table = await makeTable(first, 'Outlets');
    for (const name of ['City', 'Street', 'Size']) await addColumn(first, name, 'Text');
    await boundsOf(first, 0, 0);
    for (const name of ['East', 'West', 'North', 'South']) {
      await first.keyboard.type(name);
      await first.keyboard.press('Enter');
    }
    await untilSaved(first);
    await holds(first, 0, 3, 'South');
    page = first;
    return () => first.close();
  });

  test('GRID-51: are renamed, hidden and shown again, deleted and taken back', async () => {
    await openColumnMenu(page, 2);
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('dialog').getByLabel('Column name').fill('Road');
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    await showsTitles(page, ['Name', 'City', 'Road', 'Size']);

    await openColumnMenu(page, 1);
    await page.getByRole('menuitem', { name: 'Hide (only for you)' }).click();
    await showsTitles(page, ['Name', 'Road', 'Size']);
    await page.getByRole('button', { name: '1 column hidden' }).click();
    await page.getByRole('switch', { name: 'City' }).check();
    await page.keyboard.press('Escape');
    await showsTitles(page, ['Name', 'City', 'Road', 'Size']);

    await openColumnMenu(page, 0);
    await page.getByRole('menuitem', { name: 'Delete column' }).click();
    await showsTitles(page, ['City', 'Road', 'Size']);
    await page.getByText('Column “Name” deleted').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await showsTitles(page, ['Name', 'City', 'Road', 'Size']);
    await holds(page, 0, 3, 'South');
  });

  test('GRID-51: are dragged to another place and another width, which a reload keeps', async () => {
    const [city, size] = [await boundsOf(page, 1, 0), await boundsOf(page, 3, 0)];
    await drag(
      page,
      { x: city.x + 60, y: city.y + headerMiddle },
      { x: size.x + size.width - 30, y: size.y + headerMiddle },
    );
    await showsTitles(page, ['Name', 'Street', 'Size', 'City']);

    const street = await boundsOf(page, 1, 0);
    // Sooner, it would be the second press of a double one, which fits the column.
    await page.waitForTimeout(600);
    const edge = { x: street.x + street.width - 1, y: street.y + headerMiddle };
    await drag(page, edge, { x: edge.x + 90, y: edge.y });
    const widened = (await boundsOf(page, 1, 0)).width;
    expect(widened - street.width).toBeGreaterThan(80);
    await untilSaved(page);
    await page.reload();
    await showsTitles(page, ['Name', 'Street', 'Size', 'City']);
    await expect
      .poll(async () => (await boundsOf(page, 1, 0)).width, patience)
      .toBeCloseTo(widened, 0);
  });

  test('GRID-51: the first stays in sight when the others move aside', async () => {
    await page.setViewportSize({ width: 800, height: 600 });
    const { x, y } = await boundsOf(page, 0, 1);
    await page.mouse.move(x + 60, y + 60);
    await page.mouse.wheel(400, 0);
    const scroller = page.locator('.dvn-scroller');
    await expect
      .poll(() => scroller.evaluate((part) => part.scrollLeft), patience)
      .toBeGreaterThan(100);
    const editor = page.locator('.dvn-scroller textarea');
    await expect.poll(async () => (await editor.boundingBox())?.x, patience).toBeCloseTo(x, 0);
    expect(await editor.getAttribute('aria-label')).toBe('Name, row 2: West');
  });

  test('GRID-51: stand in a table that can be called something else', async () => {
    await page.locator(`nav a[href="/t/${table}"]`).waitFor();
    const actions = page.getByRole('button', { name: 'Actions for “Outlets”' }).last();
    await actions.click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('dialog').getByLabel('Table name').fill('Branches');
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('heading', { name: 'Branches' }).waitFor({ state: 'attached' });
    await page.locator(`nav a[href="/t/${table}"]`).getByText('Branches').waitFor();
  });

  test('GRID-52: Ctrl+D, Ctrl+R and the fill handle repeat cells', async () => {
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+d');
    await holds(page, 0, 1, 'East');
    await holds(page, 0, 2, 'North');

    await boundsOf(page, 0, 2);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+r');
    await holds(page, 1, 2, 'North');
    await holds(page, 1, 3, 'South');

    const cell = await boundsOf(page, 1, 3);
    const handle = { x: cell.x + cell.width, y: cell.y + cell.height };
    await drag(page, handle, { x: handle.x - 30, y: handle.y - 3.5 * 32 });
    await holds(page, 1, 0, 'South');
    await holds(page, 1, 2, 'South');
    await page.keyboard.press('Control+z');
    await holds(page, 1, 0, '');
    await holds(page, 1, 2, 'North');
  });
});
