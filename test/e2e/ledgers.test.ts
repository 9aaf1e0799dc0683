import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openWindow } from './support/browser.ts';
import { cellText, openGrid, untilSaved } from './support/gridPage.ts';
import { invite, join, setUp } from './support/people.ts';
import { startServer, type TestServer } from './support/server.ts';

describe('Two ledgers', () => {
  let server: TestServer;
  let browser: Browser;
  let owners: BrowserContext;
  let owner: Page;
  let colleague: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    owners = await openWindow(browser, server, { language: 'en-GB' });
    const grace = { name: 'Grace Lin', email: 'grace@example.com' };
    await setUp(owners, server, { ...grace, sample: 'en' });
    const chen = { name: 'Chen Xiao', email: 'chen@example.com' };
    const { link } = await invite(owners, server, chen);
    await invite(owners, server, { name: 'Bob Stone', email: 'bob@example.com' });
    const colleagues = await openWindow(browser, server, { language: 'en-GB' });
    await join(colleagues, server, link);
    [owner, colleague] = [await openGrid(owners, 'customers'), await openGrid(colleagues, 'tasks')];
  });
  afterAll(async () => {
    await browser?.close();
    await server?.remove();
  });

  test('SHELL-16: who makes a table types into its first cell at once', async () => {
    await owner.getByRole('button', { name: 'New table' }).click();
    await owner.getByLabel('Table name').fill('Fair');
    await owner.keyboard.press('Enter');
    const field = owner.locator('.dvn-scroller textarea');
    await expect.poll(() => field.evaluate((it) => it === document.activeElement)).toBe(true);
    await owner.keyboard.type('Stall 7');
    await owner.keyboard.press('Enter');
    await expect.poll(() => cellText(owner, 0, 0)).toBe('Stall 7');
    await untilSaved(owner);
  });

  test('SHELL-14 and SHELL-17: people are let in with the mouse or the keyboard, the right chosen first', async () => {
    await owner.goto('/settings/ledgers');
    await owner.getByRole('button', { name: 'New ledger' }).click();
    await owner.getByLabel('Ledger name').fill('East branch');
    await owner.keyboard.press('Enter');
    const dialog = owner.getByRole('dialog', { name: /East branch/ });
    const person = dialog.getByRole('combobox', { name: 'Add a person' });

    await person.click();
    expect(await owner.getByRole('option').allTextContents()).toEqual(['Chen Xiao', 'Bob Stone']);
    await owner.keyboard.press('Escape');
    await expect.poll(() => owner.getByRole('option').count()).toBe(0);
    expect(await dialog.isVisible()).toBe(true);

    await person.fill('chen');
    await owner.getByRole('option', { name: 'Chen Xiao' }).click();
    await dialog.getByRole('button', { name: 'Access: Can read' }).click();
    await owner.getByRole('menuitemradio', { name: 'Can write' }).click();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByRole('button', { name: 'Access of Chen Xiao: Can write' }).waitFor();

    await person.focus();
    await owner.keyboard.type('bob');
    await owner.keyboard.press('Enter');
    await owner.keyboard.press('Enter');
    await dialog.getByRole('button', { name: /Access of Bob Stone/ }).waitFor();
  });

  test('SHELL-15: the screen says where new rows go, and changes it', async () => {
    await colleague.getByRole('button', { name: 'New rows go to Shared' }).click();
    await colleague.getByRole('menuitemradio', { name: 'East branch' }).click();
    await colleague.getByRole('button', { name: 'New rows go to East branch' }).waitFor();
    await colleague.goto('/settings/ledgers');
    await colleague.getByRole('button', { name: 'New rows go to East branch' }).waitFor();
  });

  test('SHELL-13: whose right is lowered is told so', async () => {
    await owner.getByRole('button', { name: 'Access of Chen Xiao: Can write' }).click();
    await owner.getByRole('menuitemradio', { name: 'Can read' }).click();
    await colleague.getByText('You now have view-only access to “East branch”.').waitFor();
  });

  test('SHELL-18: who is deactivated reads why they may be signed out', async () => {
    await owner.goto('/settings/people');
    await owner.getByRole('button', { name: 'Actions for Chen Xiao' }).click();
    await owner.getByRole('menuitem', { name: 'Deactivate' }).click();
    await owner.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await colleague.getByText('your account may be deactivated').waitFor();
  });
});
