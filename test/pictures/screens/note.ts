import { noteOf } from '../../e2e/support/notePage.ts';
import * as hand from '../hands.ts';
import type { Screen, Show } from '../screen.ts';

const noteTab = /^(笔记|Note)$/;
const noted = { at: 'team', as: 'owner', path: '/t/customers' } as const;

const shown: Show = async ({ page }) => {
  await page.getByRole('tab', { name: noteTab }).click();
  await page.waitForTimeout(600);
};
const written = ({ notedCustomer }: { readonly notedCustomer: string }) =>
  `/t/customers?row=${notedCustomer}`;

export const noteScreens: readonly Screen[] = [
  {
    ...noted,
    id: 'note-empty',
    title: 'Note: empty',
    show: hand.steps(hand.recordTab(noteTab), hand.until(noteOf)),
  },
  { ...noted, id: 'note', title: 'Note: written', path: written, show: shown },
  {
    ...noted,
    id: 'note-link',
    title: 'Note: a link',
    path: written,
    show: hand.steps(shown, async ({ page }) => {
      await noteOf(page).locator('a').first().click();
      await page
        .getByRole('toolbar')
        .getByRole('button', { name: /^(链接|Link)/ })
        .click();
    }),
  },
  {
    ...noted,
    id: 'note-viewer',
    as: 'viewer',
    title: 'Note: only to read',
    path: written,
    show: shown,
  },
];
