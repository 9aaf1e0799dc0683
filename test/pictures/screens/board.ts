import * as hand from '../hands.ts';
import type { Screen } from '../screen.ts';

const deals = { at: 'team', as: 'owner', path: '/t/deals/board' } as const;
const pipeline = hand.steps(hand.cards, hand.press(/^(销售流程|Sales)$/));

export const boardScreens: readonly Screen[] = [
  { ...deals, id: 'board', title: 'Board: deals', show: hand.cards },
  {
    ...deals,
    id: 'board-lanes',
    title: 'Board: another lane on a phone',
    only: 'narrow',
    show: hand.steps(hand.cards, async ({ page }) => {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /方案|Proposal/ })
        .first()
        .click();
    }),
  },
  { ...deals, id: 'board-card-menu', title: 'Board: menu of a card', show: hand.cardMenu },
  { ...deals, id: 'board-drag', title: 'Board: a card is dragged', show: hand.drag },
  { ...deals, id: 'board-stage-menu', title: 'Board: menu of a stage', show: hand.laneMenu },
  {
    ...deals,
    id: 'board-stage-remove',
    title: 'Board: a stage is removed',
    show: hand.steps(hand.laneMenu, hand.press(/^(移除|Remove)$/, 'menuitem')),
  },
  {
    ...deals,
    id: 'board-sum',
    title: 'Board: lanes and sums',
    show: hand.steps(hand.cards, hand.press(/分列|Lanes/)),
  },
  { ...deals, id: 'board-pipeline', title: 'Board: pipelines', show: pipeline },
  {
    ...deals,
    id: 'board-pipeline-new',
    title: 'Board: a new pipeline',
    show: hand.steps(pipeline, hand.press(/^(新建流程|New pipeline)$/, 'menuitem')),
  },
  {
    ...deals,
    id: 'board-viewer',
    as: 'viewer',
    title: 'Board: only to read',
    show: hand.cards,
  },
  { ...deals, id: 'board-empty', at: 'empty', as: 'emptyOwner', title: 'Board: without cards' },
  {
    ...deals,
    id: 'board-no-lanes',
    title: 'Board: a table without a column for lanes',
    path: ({ plainTable }) => `/t/${plainTable}/board`,
  },
  {
    ...deals,
    id: 'board-customers',
    title: 'Board: customers by intent',
    path: '/t/customers/board?by=intent',
    show: hand.cards,
  },
  {
    ...deals,
    id: 'board-record',
    title: 'Board: with a record beside it',
    show: hand.steps(hand.cards, async ({ page }) => {
      await page.getByTestId('board').locator('article button').first().focus();
      await page.keyboard.press('Enter');
      await page.getByRole('region').getByRole('tab').first().waitFor();
      await page.waitForTimeout(300);
    }),
  },
];
