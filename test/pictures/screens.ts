import type { Page } from 'playwright-core';
import { isNarrow, type Variant } from './variants.ts';
import type { Workshop } from './workshop.ts';

/** One screen: who looks at what, and what they do until it shows what it is for. */
export interface Screen {
  readonly id: string;
  readonly title: string;
  /** Which server, and who is signed in there; nobody by default. */
  readonly at: 'fresh' | 'team' | 'tunnel' | 'empty';
  readonly as?: Parameters<Workshop['signIn']>[1];
  readonly path: string | ((shop: Workshop) => string);
  /** Brings the page to what is to be seen. */
  readonly show?: (page: Page, variant: Variant, shop: Workshop) => Promise<void>;
  readonly only?: (variant: Variant) => boolean;
}

const wide = (variant: Variant): boolean => !isNarrow(variant);

/** A button by its name in either language. */
const press = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();

/** The rows of a table are painted. */
const untilRows = async (page: Page, variant: Variant): Promise<void> => {
  if (isNarrow(variant)) await page.locator('main li button, main a').first().waitFor();
  else await page.locator('.dvn-scroller textarea').waitFor({ state: 'attached' });
  await page.waitForTimeout(400);
};

const cell = async (page: Page, column: number, row: number): Promise<void> => {
  const found = page.locator(`#glide-cell-${column + 1}-${row}`);
  await found.waitFor({ state: 'attached' });
  await found.evaluate((element) => (element as HTMLElement).focus());
};

/** Opens the record of the first row, as a hand would. */
const openRecord = async (page: Page, variant: Variant): Promise<void> => {
  await untilRows(page, variant);
  if (isNarrow(variant)) await page.locator('main li button, main a').first().click();
  else {
    await cell(page, 0, 0);
    await page.keyboard.press(' ');
  }
  await page.getByRole('tab').first().waitFor();
};

/** Opens the record of the first row, at one of its tabs. */
const recordTab =
  (name: RegExp) =>
  async (page: Page, variant: Variant): Promise<void> => {
    await openRecord(page, variant);
    await page.getByRole('region').getByRole('tab', { name }).click();
    await page.waitForTimeout(500);
  };

const untilBoard = async (page: Page): Promise<void> => {
  await page.getByTestId('board').waitFor();
  await page.getByTestId('board').locator('article, li, [data-row]').first().waitFor();
  await page.waitForTimeout(300);
};

const onBoard = { at: 'team', as: 'owner', path: '/t/deals/board' } as const;
const onCustomers = { at: 'team', as: 'owner', path: '/t/customers' } as const;

export const screens: readonly Screen[] = [
  { id: 'setup', title: 'First run', at: 'fresh', path: '/' },
  { id: 'sign-in', title: 'Sign in', at: 'team', path: '/' },
  {
    id: 'sign-in-wrong',
    title: 'Sign in, wrong password',
    at: 'team',
    path: '/',
    show: async (page) => {
      await page.locator('input[type=email]').fill('owner@example.com');
      await page.locator('input[type=password]').fill('not-the-password');
      await page.locator('form button[type=submit]').click();
      await page.getByRole('alert').waitFor();
    },
  },
  { id: 'join', title: 'One-time link', at: 'team', path: ({ invitation }) => invitation },
  { id: 'join-used', title: 'One-time link that is none', at: 'team', path: '/join/nothing' },
  {
    id: 'grid',
    title: 'Grid: customers',
    at: 'team',
    as: 'owner',
    path: '/t/customers',
    show: untilRows,
  },
  {
    id: 'grid-filter',
    title: 'Grid: filter',
    at: 'team',
    as: 'owner',
    path: '/t/customers',
    show: async (page, variant) => {
      await untilRows(page, variant);
      await press(page, /^(筛选|Filter)$/);
    },
  },
  {
    id: 'grid-editor',
    title: 'Grid: a cell is edited',
    at: 'team',
    as: 'owner',
    path: '/t/customers',
    only: wide,
    show: async (page, variant) => {
      await untilRows(page, variant);
      await cell(page, 4, 2);
      await page.keyboard.press('F2');
    },
  },
  {
    id: 'grid-viewer',
    title: 'Grid: someone who may only read',
    at: 'team',
    as: 'viewer',
    path: '/t/customers',
  },
  {
    id: 'grid-empty',
    title: 'Grid: a table without rows',
    at: 'empty',
    as: 'emptyOwner',
    path: '/t/customers',
  },
  {
    id: 'grid-offline',
    title: 'Grid: no network',
    at: 'tunnel',
    as: 'owner',
    path: '/t/customers',
    show: async (page, variant, { tunnel }) => {
      await untilRows(page, variant);
      tunnel.cut();
      await page.getByRole('button', { name: /离线|Offline/i }).waitFor();
    },
  },
  {
    ...onCustomers,
    id: 'grid-sorted-menu',
    title: 'Grid: menu of a column',
    only: wide,
    show: async (page, variant) => {
      await untilRows(page, variant);
      await page.mouse.click(580, 100, { button: 'right' });
      await page.getByRole('menu').waitFor();
    },
  },
  {
    ...onCustomers,
    id: 'formula',
    title: 'The formula of the tiers',
    only: wide,
    show: async (page, variant) => {
      await untilRows(page, variant);
      await page.mouse.click(580, 100, { button: 'right' });
      await page.getByRole('menuitem', { name: /编辑公式|Edit formula/ }).click();
      await page.waitForTimeout(1_500);
    },
  },
  { ...onBoard, id: 'board', title: 'Board: deals', show: untilBoard },
  {
    ...onBoard,
    id: 'board-card-menu',
    title: 'Board: a card is moved by its menu',
    show: async (page) => {
      await untilBoard(page);
      await page.getByTestId('board').locator('[tabindex="0"]').first().focus();
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menu').waitFor();
    },
  },
  {
    ...onBoard,
    id: 'board-drag',
    title: 'Board: a card is dragged',
    only: wide,
    show: async (page) => {
      await untilBoard(page);
      const card = await page
        .getByTestId('board')
        .locator('article, li, [data-row]')
        .first()
        .boundingBox();
      if (card === null) throw new Error('no card');
      await page.mouse.move(card.x + 60, card.y + 30);
      await page.mouse.down();
      await page.mouse.move(card.x + 180, card.y + 60, { steps: 4 });
      await page.mouse.move(card.x + 340, card.y + 130, { steps: 6 });
    },
  },
  {
    ...onBoard,
    id: 'board-stage-menu',
    title: 'Board: menu of a stage',
    show: async (page) => {
      await untilBoard(page);
      await press(page, /的操作$|^Actions for|: actions$|menu/i);
      await page.getByRole('menu').waitFor();
    },
  },
  {
    ...onBoard,
    id: 'board-viewer',
    as: 'viewer',
    title: 'Board: someone who may only read',
    show: untilBoard,
  },
  {
    id: 'board-empty',
    title: 'Board: without cards',
    at: 'empty',
    as: 'emptyOwner',
    path: '/t/deals/board',
  },
  {
    ...onBoard,
    id: 'board-customers',
    title: 'Board: customers by intent',
    path: '/t/customers/board?by=intent',
    show: untilBoard,
  },
  { ...onCustomers, id: 'record', title: 'Record: follow-ups', show: recordTab(/跟进|Follow-ups/) },
  {
    ...onCustomers,
    id: 'record-quick',
    title: 'Record: a follow-up is written',
    show: async (page, variant) => {
      await recordTab(/跟进|Follow-ups/)(page, variant);
      await page
        .getByPlaceholder(/记一笔|follow-up/i)
        .first()
        .click();
      await page.waitForTimeout(300);
    },
  },
  { ...onCustomers, id: 'record-deals', title: 'Record: deals', show: recordTab(/商机|Deals/) },
  {
    ...onCustomers,
    id: 'record-fields',
    title: 'Record: fields',
    show: recordTab(/资料|Fields|Details/),
  },
  {
    ...onCustomers,
    id: 'record-tags',
    title: 'Record: tags by group',
    show: async (page, variant) => {
      await recordTab(/资料|Fields|Details/)(page, variant);
      await page
        .getByRole('button', { name: /标签|Tags/ })
        .first()
        .click();
      await page.waitForTimeout(300);
    },
  },
  {
    ...onCustomers,
    id: 'record-note',
    title: 'Record: note',
    show: async (page, variant) => {
      await recordTab(/笔记|Note/)(page, variant);
      await page.locator('[contenteditable]').first().waitFor();
      await page.waitForTimeout(600);
    },
  },
  {
    ...onCustomers,
    id: 'record-missing',
    title: 'Record: a row that is not there',
    path: '/t/customers?row=01JD0000000000000000000001',
  },
  {
    ...onBoard,
    id: 'board-record',
    title: 'Record beside the board',
    show: async (page) => {
      await untilBoard(page);
      await page.getByTestId('board').locator('[tabindex="0"]').first().focus();
      await page.keyboard.press('Enter');
      await page.getByRole('tab').first().waitFor();
      await page.waitForTimeout(500);
    },
  },
  { id: 'bin', title: 'Recycle bin', at: 'team', as: 'owner', path: '/bin' },
  { id: 'people', title: 'Settings: people', at: 'team', as: 'owner', path: '/settings/people' },
  { id: 'ledgers', title: 'Settings: ledgers', at: 'team', as: 'owner', path: '/settings/ledgers' },
  { id: 'tokens', title: 'Settings: tokens', at: 'team', as: 'owner', path: '/settings/tokens' },
  {
    id: 'missing-table',
    title: 'A table that is not there',
    at: 'team',
    as: 'owner',
    path: '/t/nothing',
  },
  { id: 'missing', title: 'A page that is not there', at: 'team', as: 'owner', path: '/nothing' },
];
