import type { APIRequestContext, BrowserContext, Locator, Page } from 'playwright-core';
import { rowsAnswer } from '../../../shared/protocol/http.ts';
import type { TestServer } from './server.ts';

/** Opens a table's board and waits until its lanes are there. */
export const openBoard = async (
  window: BrowserContext,
  table: string,
  query = '',
): Promise<Page> => {
  const page = await window.newPage();
  await page.goto(`/t/${table}/board${query}`);
  await page.getByTestId('board').waitFor();
  return page;
};

/** A lane by the id of its option. */
export const laneOf = (page: Page, lane: string): Locator => page.locator(`[data-lane="${lane}"]`);

/** What a press on a card takes: by the beginning of its title. */
export const cardOf = (page: Page, title: string): Locator =>
  page.getByTestId('board').locator('article button', { hasText: title }).first();

/** Titles of the cards of a lane that are drawn, from the top. */
export const titlesIn = (page: Page, lane: string): Promise<readonly string[]> =>
  laneOf(page, lane)
    .locator('li:not([aria-hidden])')
    .evaluateAll((places) =>
      places
        .map((place) => ({
          top: place.getBoundingClientRect().top,
          title: place.querySelector('article button span')?.textContent ?? '—',
        }))
        .sort((a, b) => a.top - b.top)
        .map(({ title }) => title),
    );

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const middleOf = async (of: Locator): Promise<Point> => {
  const box = await of.boundingBox();
  if (box === null) throw new Error('not on the page');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

/** Moves the mouse as a hand does, in small steps. */
export const slide = async (page: Page, from: Point, to: Point): Promise<void> => {
  await page.mouse.move(to.x, to.y, {
    steps: Math.max(4, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / 25)),
  });
};

/** Takes a card with the mouse and lets it go where another card, or a place, is. */
export const dragTo = async (page: Page, title: string, to: Point): Promise<void> => {
  const from = await middleOf(cardOf(page, title));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await slide(page, from, to);
  await page.mouse.up();
};

export interface Finger {
  down(at: Point): Promise<void>;
  /** In steps, as a finger slides. */
  slide(from: Point, to: Point): Promise<void>;
  up(): Promise<void>;
}

/** One finger on the page, as the browser's own tools send it. */
export const fingerOn = async (page: Page): Promise<Finger> => {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  const steps = 12;
  return {
    down: async (at) => {
      await send('touchStart', [at]);
    },
    slide: async (from, to) => {
      for (let at = 1; at <= steps; at++) {
        const along = (a: number, b: number) => a + ((b - a) * at) / steps;
        await send('touchMove', [{ x: along(from.x, to.x), y: along(from.y, to.y) }]);
      }
    },
    up: async () => {
      await send('touchEnd', []);
    },
  };
};

/** Makes rows through the API, in this order, so many at once; gives their ids. */
export const makeRows = async (
  window: BrowserContext,
  server: Pick<TestServer, 'url'>,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  atOnce = 500,
): Promise<readonly string[]> => {
  const made: string[] = [];
  for (let at = 0; at < rows.length; at += atOnce) {
    const part = rows.slice(at, at + atOnce).map((values) => ({ values }));
    const path = await rowsPath(window.request, table);
    const answer = await window.request.post(path, {
      data: { rows: part },
      headers: { origin: server.url },
    });
    if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
    made.push(
      ...rowsAnswer
        .pick({ rows: true })
        .parse(await answer.json())
        .rows.map(({ id }) => id),
    );
  }
  return made;
};

/** Deletes all rows of a table through the API. */
export const clearRows = async (
  window: BrowserContext,
  server: Pick<TestServer, 'url'>,
  table: string,
): Promise<void> => {
  const path = await rowsPath(window.request, table);
  const answer = await window.request.get(`${path}?limit=1000`);
  for (const { id } of rowsAnswer.parse(await answer.json()).rows)
    await window.request.delete(`${path}/${id}`, { headers: { origin: server.url } });
};

const rowsPath = async (request: APIRequestContext, table: string): Promise<string> => {
  const [ledger] = (await (await request.get('/api/ledgers')).json()) as { id: string }[];
  return `/api/ledgers/${ledger!.id}/tables/${table}/rows`;
};
