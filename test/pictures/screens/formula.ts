import * as hand from '../hands.ts';
import type { Screen } from '../screen.ts';

const customers = { at: 'team', as: 'owner', path: '/t/customers' } as const;
const tier = /^(级别|Tier)$/;
const times = /^(成交次数|Deals won)$/;
const formula = /^(公式|Formula)$/;
const newColumn = hand.steps(hand.rows, hand.press(/^(新增列|Add column)$/));

export const formulaScreens: readonly Screen[] = [
  {
    ...customers,
    id: 'formula',
    title: 'Formula: of the tiers',
    only: 'wide',
    show: hand.steps(
      hand.columnMenu(tier),
      hand.press(/编辑公式|Edit formula/, 'menuitem'),
      ({ page }) => page.waitForTimeout(800),
    ),
  },
  {
    ...customers,
    id: 'formula-problem',
    title: 'Formula: with a problem',
    only: 'wide',
    show: hand.steps(
      newColumn,
      async ({ page }) => {
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('combobox').first().selectOption('formula');
      },
      hand.fill(formula, '=IF([@Times]>=3,"A","B")'),
      ({ page }) => page.waitForTimeout(500),
    ),
  },
  {
    ...customers,
    id: 'formula-typing',
    title: 'Formula: what is offered',
    only: 'wide',
    show: hand.steps(
      newColumn,
      async ({ page }) => {
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('combobox').first().selectOption('formula');
        await dialog.getByRole('textbox', { name: formula }).click();
      },
      hand.type('=SU'),
      ({ page }) => page.waitForTimeout(300),
    ),
  },
  {
    ...customers,
    id: 'formula-note',
    title: 'Formula: nobody types over it',
    only: 'wide',
    show: hand.steps(hand.rows, hand.cell(tier, 2), hand.type('C')),
  },
  // It leaves its error behind, so it comes last.
  {
    ...customers,
    id: 'formula-error',
    title: 'Formula: an error, explained beside its cell',
    only: 'wide',
    show: hand.steps(
      hand.rows,
      hand.cell(times, 2),
      ({ page, shop }) => hand.pasteText(page, shop.words.noDate),
      hand.cell(tier, 3),
      hand.cell(tier, 2),
      hand.until((page) => page.getByTestId('formula-note')),
    ),
  },
];
