import { recordOn } from '../../e2e/support/recordPage.ts';
import * as hand from '../hands.ts';
import type { Screen } from '../screen.ts';

const customers = { at: 'team', as: 'owner', path: '/t/customers' } as const;
const followUps = /^(跟进|Follow-ups)/;
const fields = /^(资料|Details)/;
const deals = /^(商机|Deals)/;
const beginFollowUp = hand.steps(hand.recordTab(followUps), ({ page }) =>
  recordOn(page)
    .getByRole('textbox', { name: /^(记一笔跟进|Log a follow-up)/ })
    .click(),
);

export const recordScreens: readonly Screen[] = [
  { ...customers, id: 'record', title: 'Record: follow-ups', show: hand.recordTab(followUps) },
  {
    ...customers,
    id: 'record-late',
    title: 'Record: with a late next step',
    path: ({ lateCustomer }) => `/t/customers?row=${lateCustomer}`,
    show: async ({ page }) => {
      await recordOn(page).getByRole('tab').first().waitFor();
      await page.waitForTimeout(300);
    },
  },
  {
    ...customers,
    id: 'record-quick',
    title: 'Record: a follow-up is begun',
    show: beginFollowUp,
  },
  {
    ...customers,
    id: 'record-quick-filled',
    title: 'Record: a follow-up is written',
    show: hand.steps(beginFollowUp, async ({ page, shop }) => {
      await page.keyboard.type(shop.words.followUp);
      const record = recordOn(page);
      await record
        .getByRole('button', { name: /^(电话|Phone|Call)$/ })
        .first()
        .click();
      await record.getByRole('textbox', { name: /^(下一步|Next step)$/ }).fill(shop.words.nextStep);
    }),
  },
  {
    ...customers,
    id: 'record-quick-missing',
    title: 'Record: a follow-up without words',
    show: hand.steps(beginFollowUp, hand.keys('Control+Enter')),
  },
  {
    ...customers,
    id: 'record-entry',
    title: 'Record: a follow-up is edited',
    show: hand.steps(hand.recordTab(followUps), async ({ page }) => {
      const list = recordOn(page).getByRole('list', { name: /^(跟进记录|Follow-ups)$/ });
      await list.getByRole('listitem').first().getByRole('button').first().click();
      await page.waitForTimeout(200);
    }),
  },
  { ...customers, id: 'record-deals', title: 'Record: deals', show: hand.recordTab(deals) },
  {
    ...customers,
    id: 'record-deals-new',
    title: 'Record: a new deal',
    show: hand.steps(hand.recordTab(deals), ({ page }) =>
      recordOn(page)
        .getByRole('button', { name: /^(新建商机|New deal)$/ })
        .click(),
    ),
  },
  { ...customers, id: 'record-fields', title: 'Record: fields', show: hand.recordTab(fields) },
  {
    ...customers,
    id: 'record-unread',
    title: 'Record: a text that is no date',
    show: hand.steps(hand.recordTab(fields), async ({ page, shop }) => {
      const field = recordOn(page).getByRole('textbox', { name: /^(生日|Birthday)$/ });
      await field.fill(shop.words.noDate);
      await field.press('Tab');
      await page.waitForTimeout(200);
    }),
  },
  {
    ...customers,
    id: 'record-tags',
    title: 'Record: tags by group',
    show: hand.steps(hand.recordTab(fields), ({ page }) =>
      recordOn(page)
        .getByRole('button', { name: /^(标签|Tags)$/ })
        .click(),
    ),
  },
  {
    ...customers,
    id: 'record-menu',
    title: 'Record: what can be done with it',
    show: hand.steps(hand.openRecord, hand.press(/^(更多操作|More actions)$/)),
  },
  {
    ...customers,
    id: 'record-missing',
    title: 'Record: a row that is not there',
    path: '/t/customers?row=01JD0000000000000000000001',
  },
  {
    ...customers,
    id: 'record-deal',
    title: 'Record: of a deal',
    path: '/t/deals',
    show: hand.recordTab(fields),
  },
];
