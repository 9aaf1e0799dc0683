import type { BrowserContext, Locator, Page } from 'playwright-core';

/** Ids of customers of the shared ledger, in the order in which the API gives them. */
export const customerIds = async (window: BrowserContext): Promise<readonly string[]> => {
  const ledgers = (await (await window.request.get('/api/ledgers')).json()) as { id: string }[];
  const path = `/api/ledgers/${ledgers[0]!.id}/tables/customers/rows?limit=20`;
  const { rows } = (await (await window.request.get(path)).json()) as { rows: { id: string }[] };
  return rows.map(({ id }) => id);
};

/** Opens the note of a customer by its record's address, and waits until it can be written. */
export const openNote = async (window: BrowserContext, row: string): Promise<Page> => {
  const page = await window.newPage();
  await goToNote(page, row);
  return page;
};

export const goToNote = async (page: Page, row: string): Promise<void> => {
  await page.goto(`/t/customers?row=${row}`);
  await page.getByRole('tab', { name: /^(Note|笔记)$/ }).click();
  await noteOf(page).waitFor();
};

/** The note's text, as a screen reader finds it. */
export const noteOf = (page: Page): Locator => page.getByRole('textbox', { name: /^(Note|笔记)$/ });

/** What the editor shows, tags and all, without what belongs to this browser only. */
export const shownIn = async (page: Page): Promise<string> => {
  const html = await noteOf(page).innerHTML();
  return html.replace(/ (class|style|dir|tabindex|data-[a-z-]+)="[^"]*"/g, '');
};

/** Puts the caret behind the last letter. */
export const goToEnd = async (page: Page): Promise<void> => {
  await noteOf(page).click();
  await page.keyboard.press('Control+End');
};

/** Puts the caret behind the last letter of the line that is `text`. */
export const goToEndOf = async (page: Page, text: string): Promise<void> => {
  await noteOf(page).getByText(text, { exact: true }).click();
  await page.keyboard.press('End');
  await page.waitForFunction((wanted) => {
    const { anchorNode, anchorOffset } = getSelection() ?? {};
    return anchorNode?.textContent === wanted && anchorOffset === wanted.length;
  }, text);
  // The editor hears of a caret that moved in a turn of its own.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
};

/** Resolves when what was typed is in the browser's own store, a moment after it is on the screen. */
export const untilKept = async (page: Page): Promise<void> => {
  let before = '';
  for (;;) {
    const kept = (await page.evaluate(entriesKept)).join();
    if (kept !== '' && kept === before) return;
    before = kept;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

/** In the page: ids of the entries of this browser's journals. */
const entriesKept = async (): Promise<readonly string[]> => {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const kept: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name ?? ''));
    const entries = database.transaction('entries').objectStore('entries');
    kept.push(...((await settled(entries.getAllKeys())) as string[]));
    database.close();
  }
  return kept;
};

export type Keys = Awaited<ReturnType<BrowserContext['newCDPSession']>>;

/** Types a word as an input method does: letters that grow, then the chosen characters. */
export const compose = async (
  keys: Keys,
  letters: readonly string[],
  chosen: string,
  between: () => Promise<void> = async () => {},
): Promise<void> => {
  for (const text of letters) {
    const at = { selectionStart: text.length, selectionEnd: text.length };
    await keys.send('Input.imeSetComposition', { text, ...at });
    await between();
  }
  await keys.send('Input.insertText', { text: chosen });
};

/** Pastes as the browser does, with what it would have on its clipboard. */
export const paste = (page: Page, text: string, html?: string): Promise<void> =>
  noteOf(page).evaluate(
    (element, [plain, source]) => {
      const data = new DataTransfer();
      data.setData('text/plain', plain ?? '');
      if (source !== undefined) data.setData('text/html', source);
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [text, html] as const,
  );
