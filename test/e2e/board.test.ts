import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  cardOf,
  clearRows,
  dragTo,
  fingerOn,
  laneOf,
  makeRows,
  middleOf,
  openBoard,
  type Point,
  slide,
  titlesIn,
} from './support/boardPage.ts';
import { complaintsOf, openWindow } from './support/browser.ts';
import { invite, join, setUp, signIn } from './support/people.ts';
import { serverAndBrowser } from './support/serverAndBrowser.ts';

const run = serverAndBrowser();
const patience = { timeout: 10_000 };
/** One more card in a lane is this much lower. */
const step = 92;

const names = ['Ash', 'Birch', 'Cedar', 'Dogwood', 'Elm'];
let graces: BrowserContext;
let lis: BrowserContext;
let grace: Page;
let li: Page;
let complaints: readonly string[];

beforeAll(async () => {
  const { server, browser } = run;
  graces = await openWindow(browser, server, { language: 'en-GB', width: 1440, height: 900 });
  await setUp(graces, server, { name: 'Grace', email: 'grace@example.com' });
  const { link } = await invite(graces, server, { name: '李敏', email: 'li@example.com' });
  lis = await openWindow(browser, server, { width: 1440, height: 900 });
  await join(lis, server, link);
  [grace, li] = [await openBoard(graces, 'deals'), await openBoard(lis, 'deals')];
  complaints = complaintsOf(grace);
});

/** Five deals at the first stage and two at the second; both people look at them. */
beforeEach(async () => {
  await clearRows(graces, run.server, 'deals');
  await makeRows(graces, run.server, 'deals', [
    ...names.map((name) => ({ name, stage: 'Contact' })),
    { name: 'Fir', stage: 'Needs' },
    { name: 'Ginkgo', stage: 'Needs' },
  ]);
  await bothShow('contact', names);
  await bothShow('needs', ['Fir', 'Ginkgo']);
  await bothShow('proposal', []);
});

const shows = (page: Page, lane: string, wanted: readonly string[]): Promise<void> =>
  expect.poll(() => titlesIn(page, lane), patience).toEqual(wanted);
const bothShow = async (lane: string, wanted: readonly string[]): Promise<void> => {
  for (const page of [grace, li]) await shows(page, lane, wanted);
};
const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const below = ({ x, y }: Point, cards: number): Point => ({ x, y: y + cards * step });

describe('Seven deals on two screens', () => {
  test('BOARD-30: a card dragged with the mouse, within its lane and across, stands for everyone where it was dropped', async () => {
    const first = await middleOf(cardOf(grace, 'Ash'));
    await dragTo(grace, 'Ash', below(first, 2));
    await bothShow('contact', ['Birch', 'Cedar', 'Ash', 'Dogwood', 'Elm']);
    await dragTo(grace, 'Elm', first);
    await bothShow('contact', ['Elm', 'Birch', 'Cedar', 'Ash', 'Dogwood']);

    const ginkgo = await middleOf(cardOf(grace, 'Ginkgo'));
    await dragTo(grace, 'Cedar', ginkgo);
    await bothShow('contact', ['Elm', 'Birch', 'Ash', 'Dogwood']);
    await bothShow('needs', ['Fir', 'Cedar', 'Ginkgo']);
    // Into a lane without any.
    const proposal = await middleOf(laneOf(grace, 'proposal'));
    await dragTo(grace, 'Fir', proposal);
    await bothShow('needs', ['Cedar', 'Ginkgo']);
    await bothShow('proposal', ['Fir']);
    expect(complaints).toEqual([]);
  });

  test('BOARD-30: Escape puts a dragged card back, and a click opens it', async () => {
    const from = await middleOf(cardOf(grace, 'Birch'));
    await grace.mouse.move(from.x, from.y);
    await grace.mouse.down();
    await slide(grace, from, await middleOf(cardOf(grace, 'Ginkgo')));
    await press(grace, 'Escape');
    await grace.mouse.up();
    await shows(grace, 'contact', names);
    expect(new URL(grace.url()).searchParams.get('row')).toBe(null);
    await cardOf(grace, 'Birch').click();
    await grace.waitForURL(/row=/);
    await grace.goto('/t/deals/board');
  });

  test('BOARD-49: a new card is made with the first thing written, in the lane where it was begun; closed before that, there is none', async () => {
    const isIn = (place: string) => grace.locator(`${place}:focus`).waitFor();
    const begin = grace.getByRole('button', { name: 'New deal' });
    await begin.click();
    await isIn('#record-title');
    await press(grace, 'Escape', 'Escape');
    await grace.waitForURL((url) => !url.search);
    await expect.poll(() => begin.evaluate((it) => it === document.activeElement)).toBe(true);
    await bothShow('contact', names);

    await laneOf(grace, 'needs').getByRole('button', { name: 'New in “Needs”' }).click();
    await isIn('#record-title');
    await grace.keyboard.type('Hazel');
    await press(grace, 'Tab');
    await bothShow('needs', ['Fir', 'Ginkgo', 'Hazel']);
    // The keyboard went on to the next field, and the card says whose it is.
    await isIn('[data-field="customer"]');
    await expect.poll(() => cardOf(li, 'Hazel').textContent(), patience).toContain('Grace');
    await grace.goto('/t/deals/board');
  });

  test('BOARD-50: the card whose record is open is in sight, as one goes from one to the next', async () => {
    const more = Array.from({ length: 20 }, (_, i) => ({ name: `Oak ${i}`, stage: 'Needs' }));
    await makeRows(graces, run.server, 'deals', more);
    await cardOf(grace, 'Ginkgo').click();
    await grace.getByRole('button', { name: 'Close' }).waitFor();
    for (const _ of more) await press(grace, 'Alt+ArrowDown');
    await grace.getByRole('region', { name: 'Oak 19' }).waitFor();
    const seen = cardOf(grace, 'Oak 19');
    const { height } = grace.viewportSize()!;
    await expect
      .poll(async () => (await seen.boundingBox())?.y ?? height)
      .toBeLessThan(height - 92);
    await grace.goto('/t/deals/board');
  });

  test('BOARD-32: with the keyboard a card is picked up, moved and dropped, and every step is said in the reader’s language', async () => {
    const said = (page: Page) => page.getByTestId('board-said').textContent();
    const says = (page: Page, words: string) => expect.poll(() => said(page), patience).toBe(words);
    await cardOf(li, 'Ash').focus();
    await press(li, 'ArrowDown', 'Space');
    await says(li, '拿起 Birch，初步接触，第 2 位，共 5 位');
    await press(li, 'ArrowDown', 'ArrowDown');
    await says(li, '初步接触，第 4 位，共 5 位');
    await press(li, 'ArrowRight');
    await says(li, '需求分析，第 3 位，共 3 位');
    await press(li, 'Home', 'Space');
    await says(li, '已放下 Birch，需求分析，第 1 位，共 3 位');
    await bothShow('needs', ['Birch', 'Fir', 'Ginkgo']);
    await bothShow('contact', ['Ash', 'Cedar', 'Dogwood', 'Elm']);

    // The keyboard stays with the card.
    await expect
      .poll(() => li.evaluate(() => document.activeElement?.textContent))
      .toContain('Birch');
    await press(li, 'Space', 'ArrowRight', 'ArrowRight', 'Escape');
    await says(li, '已取消，Birch 仍在 需求分析，第 1 位');
    await shows(li, 'needs', ['Birch', 'Fir', 'Ginkgo']);

    await cardOf(grace, 'Ash').focus();
    await press(grace, 'Space', 'End', 'Enter');
    await says(grace, 'Dropped Ash. Contact, 4 of 4');
    await bothShow('contact', ['Cedar', 'Dogwood', 'Elm', 'Ash']);
    await press(grace, 'ArrowUp', 'Enter');
    await grace.waitForURL(/row=/);
    await grace.goto('/t/deals/board');
  });

  test('BOARD-33: a card’s menu moves it to a lane, and to the top and the bottom', async () => {
    await cardOf(grace, 'Cedar').click({ button: 'right' });
    await grace.getByRole('menuitemradio', { name: 'Needs' }).click();
    await bothShow('needs', ['Cedar', 'Fir', 'Ginkgo']);
    await cardOf(grace, 'Cedar').focus();
    await grace.getByRole('button', { name: 'Actions for “Cedar”' }).click();
    await grace.getByRole('menuitem', { name: 'Bottom of this lane' }).click();
    await bothShow('needs', ['Fir', 'Ginkgo', 'Cedar']);
    await expect
      .poll(() => grace.evaluate(() => document.activeElement?.textContent))
      .toContain('Cedar');
  });

  test('BOARD-34: undo takes a move back and redo does it again, where the board is', async () => {
    await dragTo(grace, 'Ash', await middleOf(cardOf(grace, 'Ginkgo')));
    await bothShow('needs', ['Fir', 'Ash', 'Ginkgo']);
    await press(grace, 'Control+z');
    await bothShow('contact', names);
    await press(grace, 'Control+y');
    await bothShow('needs', ['Fir', 'Ash', 'Ginkgo']);
  });

  test('BOARD-35: two people who drag at once both keep their moves, and nobody’s card jumps from the hand', async () => {
    const [a, b] = [await middleOf(cardOf(grace, 'Ash')), await middleOf(cardOf(li, 'Elm'))];
    await grace.mouse.move(a.x, a.y);
    await li.mouse.move(b.x, b.y);
    await Promise.all([grace.mouse.down(), li.mouse.down()]);
    const needs = await middleOf(cardOf(grace, 'Ginkgo'));
    await Promise.all([slide(grace, a, needs), slide(li, b, await middleOf(cardOf(li, 'Fir')))]);
    await li.mouse.up();
    // Under the hand that still holds one, the other card arrives.
    await shows(grace, 'needs', ['Elm', '—', 'Fir', 'Ginkgo']);
    await grace.mouse.up();
    await bothShow('needs', ['Elm', 'Ash', 'Fir', 'Ginkgo']);
    await bothShow('contact', ['Birch', 'Cedar', 'Dogwood']);
  });

  test('BOARD-48: at which card somebody is, the others see with the name', async () => {
    await cardOf(grace, 'Dogwood').focus();
    const card = laneOf(li, 'contact').locator('article', { hasText: 'Dogwood' });
    await expect.poll(() => card.textContent(), patience).toContain('Grace');
    await cardOf(grace, 'Fir').focus();
    await expect.poll(() => card.textContent(), patience).not.toContain('Grace');
  });

  test('BOARD-35: who holds a card that is deleted is told so', async () => {
    const from = await middleOf(cardOf(grace, 'Ash'));
    await grace.mouse.move(from.x, from.y);
    await grace.mouse.down();
    await slide(grace, from, await middleOf(cardOf(grace, 'Fir')));
    await cardOf(li, 'Ash').click({ button: 'right' });
    await li.getByRole('menuitem', { name: '删除' }).click();
    await grace.getByText('was deleted or taken away').first().waitFor();
    await grace.mouse.up();
    await bothShow('needs', ['Fir', 'Ginkgo']);
    expect(complaints).toEqual([]);
  });

  test('BOARD-31: a finger that rests takes a card, one that moves at once scrolls', async () => {
    const { server, browser } = run;
    await makeRows(
      graces,
      server,
      'deals',
      Array.from({ length: 10 }, (_, at) => ({ name: `Oak ${at}`, stage: 'Contact' })),
    );
    const window = await openWindow(browser, server, { width: 1100, height: 700, touch: true });
    await signIn(window, server, 'li@example.com');
    const page = await openBoard(window, 'deals');
    await cardOf(page, 'Elm').waitFor();
    const finger = await fingerOn(page);
    const elm = await middleOf(cardOf(page, 'Elm'));

    await finger.down(elm);
    await finger.slide(elm, below(elm, -3));
    await finger.up();
    const list = laneOf(page, 'contact').locator('[data-lane-list]');
    await expect.poll(() => list.evaluate((part) => part.scrollTop), patience).toBeGreaterThan(100);
    await expect
      .poll(async () => {
        // The list still glides.
        await list.evaluate((part) => part.scrollTo(0, 0));
        await page.waitForTimeout(100);
        return list.evaluate((part) => part.scrollTop);
      }, patience)
      .toBe(0);

    const ash = await middleOf(cardOf(page, 'Ash'));
    await finger.down(ash);
    await page.getByTestId('board-said').getByText('拿起 Ash').waitFor({ state: 'attached' });
    await finger.slide(ash, await middleOf(cardOf(page, 'Ginkgo')));
    await finger.up();
    for (const screen of [page, grace]) await shows(screen, 'needs', ['Fir', 'Ash', 'Ginkgo']);
    // A finger that scrolled would have gone some hundred pixels.
    expect(await list.evaluate((part) => part.scrollTop)).toBeLessThan(40);
    await window.close();
  });
});
