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
