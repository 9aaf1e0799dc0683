import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  cardOf,
  clearRows,
  dragTo,
  laneOf,
  makeRows,
  middleOf,
  openBoard,
  slide,
  titlesIn,
} from './support/boardPage.ts';
import { openWindow } from './support/browser.ts';
import { openGrid, untilSaved } from './support/gridPage.ts';
import { invite, join, setUp, signIn } from './support/people.ts';
import { serverAndBrowser } from './support/serverAndBrowser.ts';

const run = serverAndBrowser();
const patience = { timeout: 10_000 };

let graces: BrowserContext;
let grace: Page;

beforeAll(async () => {
  const { server, browser } = run;
  graces = await openWindow(browser, server, { language: 'en-GB', width: 1440, height: 900 });
  await setUp(graces, server, { name: 'Grace', email: 'grace@example.com' });
  await makeRows(graces, server, 'deals', [
    { name: 'Ash', stage: 'Contact', amount: 36000 },
    { name: 'Birch', stage: 'Contact', amount: 4000 },
    { name: 'Cedar', stage: 'Needs', amount: 5000 },
    { name: 'Dogwood', stage: 'Won', amount: 7000 },
  ]);
  grace = await openBoard(graces, 'deals');
  await cardOf(grace, 'Ash').waitFor();
});

const shows = (page: Page, lane: string, wanted: readonly string[]): Promise<void> =>
  expect.poll(() => titlesIn(page, lane), patience).toEqual(wanted);
/** Names of the lanes, from the left. */
const lanesOn = (page: Page): Promise<readonly string[]> =>
  page.getByTestId('board').locator('h2').allTextContents();
const showsLanes = (page: Page, wanted: readonly string[]): Promise<void> =>
  expect.poll(() => lanesOn(page), patience).toEqual(wanted);
const chooseInLane = async (page: Page, lane: string, act: string): Promise<void> => {
  await page.getByRole('button', { name: `Actions for “${lane}”` }).click();
  await page.locator('[role^="menuitem"]', { hasText: act }).first().click();
};
const answer = async (page: Page, button: string): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name: button }).click();

const stages = ['Contact', 'Needs', 'Proposal', 'Negotiation', 'Contract approval', 'Won', 'Lost'];

describe('Stages', () => {
  test('BOARD-36: a lane says how many cards it has, what they come to and which share of all; the status bar sums the open ones', async () => {
    const head = laneOf(grace, 'contact').locator('header');
    await expect.poll(() => head.textContent(), patience).toContain('Contact2');
    expect(await head.textContent()).toContain('¥40,000');
    expect(await head.textContent()).toContain('50%');
    expect(await grace.getByTestId('board-count').textContent()).toBe('3 open');
    expect(await grace.locator('footer').textContent()).toContain('¥45,000');
  });

  test('BOARD-37: are added, renamed, painted, ended and put elsewhere from their lanes, each one step of undo', async () => {
    await grace.getByRole('button', { name: 'Add stage' }).click();
    await grace.getByLabel('Name', { exact: true }).fill('won');
    await answer(grace, 'Add stage');
    await grace.getByText('There is one of this name already').waitFor();
    await grace.getByLabel('Name', { exact: true }).fill('Paid');
    await answer(grace, 'Add stage');
    await showsLanes(grace, [...stages, 'Paid']);
    await chooseInLane(grace, 'Paid', 'Move left');
    await showsLanes(grace, [...stages.slice(0, 6), 'Paid', 'Lost']);
    await chooseInLane(grace, 'Paid', 'Rename');
    await grace.getByLabel('Name', { exact: true }).fill('Settled');
    await answer(grace, 'Rename');
    await showsLanes(grace, [...stages.slice(0, 6), 'Settled', 'Lost']);
    await chooseInLane(grace, 'Settled', 'Teal');
    await chooseInLane(grace, 'Settled', 'Mark as won');
    for (const _ of ['outcome', 'colour', 'name', 'place', 'stage'])
      await grace.keyboard.press('Control+z');
    await showsLanes(grace, stages);
  });

  test('BOARD-37: are removed after saying where their deals go, and come back with them', async () => {
    await chooseInLane(grace, 'Contact', 'Remove');
    await grace.getByText('2 cards are still here').waitFor();
    await grace.getByLabel('Move cards to').selectOption({ label: 'Proposal' });
    await answer(grace, 'Remove');
    await showsLanes(grace, stages.slice(1));
    await shows(grace, 'proposal', ['Ash', 'Birch']);
    const how = grace.getByText('Ctrl+Z takes it back');
    await how.waitFor();
    await grace.keyboard.press('Control+z');
    await how.waitFor({ state: 'detached' });
    await showsLanes(grace, stages);
    await shows(grace, 'contact', ['Ash', 'Birch']);
    await shows(grace, 'proposal', []);
  });

  test('BOARD-38: make pipelines, which begin from templates, are switched between, and are removed with their deals sent on', async () => {
    await grace.getByRole('button', { name: 'Sales' }).click();
    await grace.getByRole('menuitem', { name: 'New pipeline' }).click();
    await grace.getByLabel('Pipeline name').fill('Yearly');
    await grace.getByRole('radio', { name: /Quote and contract/ }).check();
    await answer(grace, 'Create');
    await showsLanes(grace, ['Contact', 'Needs', 'Quote', 'Contract']);
    expect(new URL(grace.url()).searchParams.get('pipeline')).not.toBe(null);
    await grace.getByRole('button', { name: 'New in “Quote”' }).click();
    await grace.locator('#record-title:focus').waitFor();
    await grace.keyboard.type('Elm');
    await grace.keyboard.press('Enter');
    await grace.waitForURL(/row=(?!new)/);
    await untilSaved(grace);
    await grace.goto(grace.url().replace(/&?row=[^&]*/, ''));
    await expect
      .poll(() => grace.getByTestId('board-count').textContent(), patience)
      .toBe('1 open');

    await grace.getByRole('button', { name: 'Yearly' }).click();
    await grace.getByRole('menuitem', { name: 'Remove pipeline' }).click();
    await grace.getByText('1 card is still in its stages').waitFor();
    await grace.getByLabel('Move cards to').selectOption({ label: 'Lost' });
    await answer(grace, 'Remove');
    await showsLanes(grace, stages);
    await shows(grace, 'lost', ['Elm']);
  });
});

test('BOARD-39: who may only read sees all, moves nothing, and is told why', async () => {
  const { server, browser } = run;
  const person = { name: 'Vera', email: 'vera@example.com', role: 'viewer' } as const;
  const { link } = await invite(graces, server, person);
  const window = await openWindow(browser, server, { language: 'en-GB', width: 1440 });
  await join(window, server, link);
  const page = await openBoard(window, 'deals');
  await shows(page, 'contact', ['Ash', 'Birch']);
  await dragTo(page, 'Ash', await middleOf(cardOf(page, 'Cedar')));
  await page.getByText('You can look but not move').waitFor();
  await cardOf(page, 'Birch').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await shows(page, 'contact', ['Ash', 'Birch']);
  await shows(page, 'needs', ['Cedar']);
  await cardOf(page, 'Ash').click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  expect(await page.getByRole('menu').locator('button').allTextContents()).toEqual(['Open']);
  expect(await page.getByRole('button', { name: /New deal|Add stage|New in/ }).count()).toBe(0);
  await window.close();
});

test('BOARD-40: any table with a choice column is a board; one without says what to do', async () => {
  const page = await openGrid(graces, 'tasks');
  await page.getByRole('button', { name: 'New table' }).click();
  await page.getByLabel('Table name').fill('Trees');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Trees' }).waitFor({ state: 'attached' });
  const path = new URL(page.url()).pathname;
  const table = path.split('/').at(-1)!;
  await page.goto(`${path}/board`);
  await page.getByText('This table cannot be seen as a board yet').waitFor();
  await page.getByRole('link', { name: 'Go to the grid' }).click();
  await page.getByRole('button', { name: 'Add column' }).first().click();
  await page.getByLabel('Column name').fill('Leaf');
  await page.getByLabel('Type').selectOption({ label: 'Choice' });
  await answer(page, 'Add');
  await page.getByRole('link', { name: 'Board', exact: true }).click();
  await page.getByText('“Leaf” has no choices yet').waitFor();
  for (const leaf of ['Broad', 'Needle']) {
    await page.getByRole('button', { name: 'Add choice' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill(leaf);
    await answer(page, 'Add choice');
  }
  await showsLanes(page, ['Broad', 'Needle']);
  await page.getByText('No cards yet').waitFor();
  await makeRows(graces, run.server, table, [{ name: 'Larch', Leaf: 'Needle' }, { name: 'Yew' }]);
  await showsLanes(page, ['Not set', 'Broad', 'Needle']);
  await dragTo(page, 'Yew', await middleOf(cardOf(page, 'Larch')));
  await showsLanes(page, ['Broad', 'Needle']);
  // It opens again as it was looked at last.
  await page.goto('/t/tasks');
  await page.getByRole('link', { name: /^Trees/ }).click();
  await page.waitForURL(`**${path}/board`);
  await page.getByRole('link', { name: 'Grid', exact: true }).click();
  await page.getByTestId('grid').waitFor();
  await page.close();
});

test('BOARD-42: a phone shows one lane at a time, picked by name, and a card’s menu moves it', async () => {
  const { server, browser } = run;
  await clearRows(graces, server, 'deals');
  await makeRows(graces, server, 'deals', [
    { name: 'Ash', stage: 'Contact' },
    { name: 'Cedar', stage: 'Needs' },
  ]);
  const window = await openWindow(browser, server, {
    language: 'en-GB',
    width: 390,
    height: 844,
    touch: true,
  });
  await signIn(window, server, 'grace@example.com');
  const page = await openBoard(window, 'deals');
  const lane = laneOf(page, 'needs');
  await cardOf(page, 'Ash').waitFor();
  const left = async () => (await lane.boundingBox())?.x ?? 0;
  expect(await left()).toBeGreaterThan(350);
  await page.getByRole('button', { name: /^Needs/ }).tap();
  await expect.poll(left, patience).toBeLessThan(20);
  expect((await lane.boundingBox())?.width).toBeGreaterThan(340);
  await page.getByRole('button', { name: 'Actions for “Cedar”' }).tap();
  await page.getByRole('menuitemradio', { name: 'Proposal' }).tap();
  await shows(page, 'proposal', ['Cedar']);
  await window.close();
});

test('BOARD-41: a lane of 2,000 cards draws those that can be seen, also while a card is dragged to its end', async () => {
  await clearRows(graces, run.server, 'deals');
  await makeRows(
    graces,
    run.server,
    'deals',
    Array.from({ length: 2000 }, (_, at) => ({ name: `Deal ${at}`, stage: 'Contact' })),
  );
  const page = await openBoard(graces, 'deals');
  await page.getByText('Contact2,000').waitFor();
  const list = laneOf(page, 'contact').locator('[data-lane-list]');
  const drawn = () => list.locator('article').count();
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((seen) => {
      for (const { duration } of seen.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
    Object.assign(window, { tasks });
  });
  const most: number[] = [];
  await page.mouse.move(350, 500);
  for (let turn = 0; turn < 40; turn++) {
    await page.mouse.wheel(0, 2500);
    most.push(await drawn());
  }
  expect(await list.evaluate((part) => part.scrollTop)).toBeGreaterThan(50_000);
  expect(Math.max(...most)).toBeLessThan(40);

  // Held near the lower end, a card scrolls its lane along.
  await list.evaluate((part) => part.scrollTo(0, 0));
  await cardOf(page, 'Deal 0').waitFor();
  const from = await middleOf(cardOf(page, 'Deal 0'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await slide(page, from, { x: from.x, y: 860 });
  await expect.poll(() => list.evaluate((part) => part.scrollTop), patience).toBeGreaterThan(500);
  expect(await drawn()).toBeLessThan(40);
  await page.mouse.up();

  // With the keyboard it goes as far as it is told, drawn or not.
  await list.evaluate((part) => part.scrollTo(0, 0));
  await cardOf(page, 'Deal 5').focus();
  await page.keyboard.press('Space');
  for (let turn = 0; turn < 15; turn++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByTestId('board-said').getByText('20 of 2000').waitFor({ state: 'attached' });
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await page.getByTestId('board-said').getByText('2000 of 2000').waitFor({ state: 'attached' });
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent), patience)
    .toContain('Deal 5');
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  console.info(`longest task while scrolling 2,000 cards: ${Math.max(0, ...tasks)} ms`);
  await page.close();
});
