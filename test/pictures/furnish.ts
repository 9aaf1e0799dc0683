import type { BrowserContext } from 'playwright-core';
import { z } from 'zod';
import { rowsAnswer } from '../../shared/protocol/http.ts';
import { makeRows } from '../e2e/support/boardPage.ts';
import { openGrid, untilSaved } from '../e2e/support/gridPage.ts';
import { customerIds, goToEnd, noteOf, openNote, paste } from '../e2e/support/notePage.ts';
import type { TestServer } from '../e2e/support/server.ts';
import type { Words } from './words.ts';

/** What some screens need beside the sample. */
export interface Furnished {
  /** A customer whose next step was due four days ago. */
  readonly lateCustomer: string;
  /** A customer with a note. */
  readonly notedCustomer: string;
  /** The id of a table without a choice column. */
  readonly plainTable: string;
  /** Somebody else, elsewhere, gives the customer of this name another number. */
  changePhone(name: string): Promise<void>;
}

/** Puts it there, from the window of somebody who may write. */
export const furnish = async (
  window: BrowserContext,
  server: TestServer,
  words: Words,
  token: string,
): Promise<Furnished> => {
  const [, , lateCustomer = '', notedCustomer = ''] = await customerIds(window);
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  await makeRows(window, server, 'followUps', [
    {
      customer: lateCustomer,
      date: day(9),
      summary: words.followUp,
      nextStep: words.nextStep,
      nextDate: day(4),
    },
  ]);
  await writeNote(window, notedCustomer, words);
  return {
    lateCustomer,
    notedCustomer,
    plainTable: await makeTable(window, words.table),
    changePhone: await changerOf(server, token),
  };
};

/** Asks as another program would: its writes are nobody's own who is at a screen. */
const changerOf = async (server: TestServer, token: string) => {
  const ask = async (path: string, more: RequestInit = {}): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}/api/ledgers${path}`, { ...more, headers });
    return answer.json();
  };
  const [ledger] = z.array(z.object({ id: z.string() })).parse(await ask(''));
  const rows = `/${ledger!.id}/tables/customers/rows`;
  return async (name: string): Promise<void> => {
    const found = rowsAnswer.parse(await ask(`${rows}?limit=1000`)).rows;
    const row = found.find(({ values }) => values.name === name);
    const body = JSON.stringify({ values: { phone: '13900139000' } });
    await ask(`${rows}/${row?.id}`, { method: 'PATCH', body });
  };
};

const writeNote = async (window: BrowserContext, row: string, words: Words): Promise<void> => {
  const page = await openNote(window, row);
  await noteOf(page).click();
  await paste(page, '', words.note);
  await goToEnd(page);
  await page.keyboard.press('Enter');
  await page.keyboard.type(`[] ${words.toDo}`);
  await untilSaved(page);
  await page.close();
};

const makeTable = async (window: BrowserContext, name: string): Promise<string> => {
  const page = await openGrid(window, 'customers');
  await page.getByRole('button', { name: /^(新建表格|New table)$/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/t/customers');
  await untilSaved(page);
  const table = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.close();
  return table;
};
