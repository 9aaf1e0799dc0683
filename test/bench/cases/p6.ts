import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser, openWindow } from '../../e2e/support/browser.ts';
import { openGrid, selectCell, untilSaved } from '../../e2e/support/gridPage.ts';
import { setUp, signIn } from '../../e2e/support/people.ts';
import type { BenchCase, Figures, Run } from '../harness/benchCase.ts';
import type { NestedPasteJobs } from '../load/nestedPaste.ts';
import { clipboardText } from '../support/clipboardText.ts';
import { startLoad } from '../support/loadProcess.ts';
import { inPage, pageProbe } from '../support/pageProbe.ts';
import { startHocuspocus, startSuanpan } from '../support/processes.ts';

const table = 'customers';
const email = 'grace@example.com';
const patience = 120_000;
/** After a paste, until what it set off has run: tiers, tallies, paint. */
const aftermath = 1_500;

const work =
  'A text of 20 columns is pasted into the empty customers table in Chromium: from the paste event until the page says Saved and shows the rows, and until a second page, in a process of its own, shows them too. ' +
  'Baseline A has no page and parses nothing: a stock provider writes the same rows in one transaction, until a second one has them.';

const paste = async ({ folder, size, seed }: Run): Promise<Figures> => {
  const server = await startSuanpan(folder);
  const browser = await openBrowser();
  /** A page in a window of its own: another session, another journal. */
  const openPage = async (isIn: (window: BrowserContext) => Promise<unknown>): Promise<Page> => {
    const window = await openWindow(browser, server, { language: 'en-GB' });
    await window.addInitScript({ path: pageProbe });
    await isIn(window);
    const page = await openGrid(window, table);
    await untilSaved(page);
    return page;
  };
  try {
    const page = await openPage((window) => setUp(window, server, { name: 'Grace', email }));
    const other = await openPage((window) => signIn(window, server, email));
    await page.bringToFront();
    await selectCell(page, 0, 0);
    return await measure(page, other, size, seed);
  } finally {
    await browser.close();
    await server.kill9();
  }
};

const measure = async (page: Page, other: Page, rows: number, seed: number): Promise<Figures> => {
  const shown = `${rows.toLocaleString('en-GB')} rows`;
  await inPage(page).copy(clipboardText(rows, seed));
  const noise = await inPage(page).noise(1_000);
  const [pasted, seenAt] = await Promise.all([
    inPage(page).paste(shown, patience),
    inPage(other).untilRows(shown, patience),
  ]);
  await page.waitForTimeout(aftermath);
  const blocked = await inPage(page).longestTask(pasted.from);
  const seen = seenAt - pasted.at;
  return { done: Math.max(pasted.took, seen), durable: pasted.took, seen, blocked, noise };
};

const write = async ({ folder, size, seed }: Run): Promise<Figures> => {
  const server = await startHocuspocus(join(folder, 'stock.db'));
  const clients = [
    startLoad<NestedPasteJobs>('nestedPaste'),
    startLoad<NestedPasteJobs>('nestedPaste'),
  ] as const;
  const [writer, watcher] = clients;
  try {
    for (const client of clients) await client.ask('open', { url: server.url, document: 'rows' });
    const seen = watcher.ask('untilRows', size, patience);
    const [{ at, acknowledgedAt }, seenAt] = await Promise.all([
      writer.ask('write', clipboardText(size, seed), patience),
      seen,
    ]);
    const seenAfter = seenAt - at;
    // Acknowledged is not durable there: it is stored two seconds later at the earliest.
    return { done: Math.max(acknowledgedAt - at, seenAfter), durable: null, seen: seenAfter };
  } finally {
    for (const client of clients) await client.end();
    await server.kill9();
  }
};

const pasteCase = (
  made: Pick<BenchCase, 'id' | 'title' | 'size' | 'sizes' | 'quickSize'>,
  within: number,
): BenchCase => ({
  ...made,
  work,
  figures: [
    {
      id: 'done',
      label: 'saved, and seen by a second client',
      unit: 'ms',
      targets: [{ type: 'atMost', value: within }],
    },
    { id: 'durable', label: 'saved (on disk)', unit: 'ms', targets: [] },
    { id: 'seen', label: 'seen by a second client', unit: 'ms', targets: [] },
    {
      id: 'blocked',
      label: 'longest task of the page (0: none of 50 ms or more)',
      unit: 'ms',
      targets: [{ type: 'atMost', value: 100 }],
    },
    { id: 'noise', label: 'longest hold-up of the idle page just before', unit: 'ms', targets: [] },
  ],
  contenders: ['ours', 'A'],
  needsChromium: true,
  sizeLabel: 'rows',
  run: (run) => (run.contender === 'ours' ? paste(run) : write(run)),
});

export const p6: BenchCase = pasteCase(
  {
    id: 'P6',
    title: 'Paste 10,000 × 20 cells',
    size: 10_000,
    sizes: [1_000, 10_000, 50_000],
    quickSize: 1_000,
  },
  1_000,
);

/** The same for the larger text, which has a target of its own. */
export const p6Large: BenchCase = pasteCase(
  {
    id: 'P6L',
    title: 'Paste 50,000 × 20 cells',
    size: 50_000,
    sizes: [],
    quickSize: 5_000,
  },
  5_000,
);
