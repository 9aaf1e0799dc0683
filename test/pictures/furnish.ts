import type { BrowserContext } from 'playwright-core';
import { z } from 'zod';
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
  /** What the colleague may do in the ledger from now on. */
  letColleague(level: 'read' | 'write'): Promise<void>;
}

/** Puts it there, from the window of somebody who may write. */
export const furnish = async (
  window: BrowserContext,
  server: TestServer,
  words: Words,
  colleague: string,
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
    letColleague: await rightsOf(window, server, colleague),
  };
};

const rightsOf = async (window: BrowserContext, server: TestServer, user: string) => {
  const ledgers = await (await window.request.get('/api/ledgers')).json();
  const [ledger] = z.array(z.object({ id: z.string() })).parse(ledgers);
  const path = `${server.url}/api/ledgers/${ledger!.id}/members/${user}`;
  const cookie = (await window.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const headers = { cookie, origin: server.url, 'content-type': 'application/json' };
  return async (level: 'read' | 'write'): Promise<void> => {
    const answer = await fetch(path, { method: 'PUT', headers, body: JSON.stringify({ level }) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
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
