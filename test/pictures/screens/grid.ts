import * as hand from '../hands.ts';
import type { Screen } from '../screen.ts';

const customers = { at: 'team', as: 'owner', path: '/t/customers' } as const;
const deals = { at: 'team', as: 'owner', path: '/t/deals' } as const;
const tier = /^(级别|Tier)$/;
const newColumn = hand.steps(hand.rows, hand.press(/^(新增列|Add column)$/));
const inOffline = hand.steps(hand.rows, async ({ page, shop }) => {
  shop.tunnel.cut();
  await page.getByRole('button', { name: /离线|Offline/i }).waitFor();
});

export const gridScreens: readonly Screen[] = [
  { ...customers, id: 'grid', title: 'Grid: customers', show: hand.rows },
  {
    ...customers,
    id: 'grid-filter',
    title: 'Grid: filter',
    show: hand.steps(hand.rows, hand.press(/^(筛选|Filter)$/)),
  },
  {
    ...customers,
    id: 'grid-sort',
    title: 'Grid: sort',
    show: hand.steps(hand.rows, hand.press(/^(排序|Sort)$/)),
  },
  {
    ...customers,
    id: 'grid-columns',
    title: 'Grid: its columns',
    show: hand.steps(hand.rows, hand.press(/^(字段|Columns)$/)),
  },
  {
    ...customers,
    id: 'grid-find',
    title: 'Grid: find',
    only: 'wide',
    show: hand.steps(
      hand.rows,
      hand.cell(tier, 1),
      hand.keys('Control+f'),
      hand.type('a'),
      hand.keys('Enter'),
    ),
  },
  {
    ...customers,
    id: 'grid-editor',
    title: 'Grid: a cell is edited',
    only: 'wide',
    show: hand.steps(hand.rows, hand.cell(/^(意向|Intent)/, 2), hand.keys('F2')),
  },
  {
    ...customers,
    id: 'grid-tags',
    title: 'Grid: tags are chosen',
    only: 'wide',
    show: hand.steps(hand.rows, hand.cell(/^(标签|Tags)$/, 2), hand.keys('F2')),
  },
  {
    ...deals,
    id: 'grid-month',
    title: 'Grid: a date is chosen',
    only: 'wide',
    show: hand.steps(
      hand.rows,
      hand.cell(/^(预计签约|Expected date)$/, 2),
      hand.keys('F2'),
      hand.until((page) => page.getByTestId('month')),
    ),
  },
  {
    ...customers,
    id: 'grid-unread',
    title: 'Grid: a text that is no number',
    only: 'wide',
    show: hand.steps(
      hand.rows,
      hand.cell(/^(客单价|Average order)$/, 3),
      hand.type('some'),
      hand.keys('Enter', 'ArrowUp'),
    ),
  },
  {
    ...customers,
    id: 'grid-cell-menu',
    title: 'Grid: menu of a cell',
    only: 'wide',
    show: hand.steps(hand.rows, hand.cell(tier, 2), hand.keys('Shift+F10')),
  },
  {
    ...customers,
    id: 'grid-column-menu',
    title: 'Grid: menu of a column',
    only: 'wide',
    show: hand.columnMenu(tier),
  },
  {
    ...customers,
    id: 'grid-new-column',
    title: 'Grid: a new column',
    only: 'wide',
    show: newColumn,
  },
  {
    ...customers,
    id: 'grid-selected',
    title: 'Grid: cells are selected and summed',
    only: 'wide',
    show: hand.steps(
      hand.rows,
      hand.cell(/^(成交次数|Deals won)$/, 1),
      hand.keys('Shift+ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown'),
    ),
  },
  { ...customers, id: 'grid-viewer', as: 'viewer', title: 'Grid: only to read', show: hand.rows },
  {
    id: 'grid-empty',
    title: 'Grid: a table without rows',
    at: 'empty',
    as: 'emptyOwner',
    path: '/t/customers',
  },
  {
    ...customers,
    id: 'grid-offline',
    at: 'tunnel',
    title: 'Grid: no network',
    show: inOffline,
  },
  {
    ...customers,
    id: 'grid-unsaved',
    at: 'tunnel',
    title: 'Grid: what is not saved',
    only: 'wide',
    show: hand.steps(
      inOffline,
      hand.cell(/^(手机|Phone|Mobile)/, 1),
      hand.type('13800138000'),
      hand.keys('Enter'),
      hand.press(/离线|Offline/i),
    ),
  },
  {
    ...customers,
    id: 'grid-settle',
    at: 'tunnel',
    as: 'member',
    title: 'Grid: what the server refused',
    only: 'wide',
    show: hand.steps(
      inOffline,
      hand.cell(/^(手机|Phone)$/, 1),
      hand.type('13800138000'),
      hand.keys('Enter'),
      async ({ page, shop }) => {
        await page.getByRole('button', { name: /处未保存|not saved/i }).waitFor();
        await shop.letColleague('read');
        shop.tunnel.restore();
        await page.getByRole('button', { name: /处待处理|to settle/ }).waitFor();
        await shop.letColleague('write');
      },
      hand.press(/处待处理|to settle/),
    ),
  },
];
