import { describe, expect, test } from 'vitest';
import { complaintsOf, openWindow } from './support/browser.ts';
import { testPassword } from './support/people.ts';
import { serverAndBrowser } from './support/serverAndBrowser.ts';

describe('The first day', () => {
  const run = serverAndBrowser();

  test('E2E-1: the first account, sample data, a one-time link, and two people are in one grid', async () => {
    const { server, browser } = run;
    const ownersWindow = await openWindow(browser, server, { language: 'en-GB' });
    const owner = await ownersWindow.newPage();
    const complaints = complaintsOf(owner);
    await owner.goto('/');
    await owner.getByLabel('Name', { exact: true }).fill('Grace Lin');
    await owner.getByLabel('E-mail').fill('grace@example.com');
    await owner.getByLabel('Password', { exact: true }).fill(testPassword);
    await owner.getByText('Sample in English').click();
    await owner.getByRole('button', { name: 'Create workspace' }).click();
    await owner.getByTestId('data-grid-canvas').waitFor();
    await expect.poll(() => owner.getByText('300 rows').count()).toBeGreaterThan(0);

    await owner.goto('/settings/people');
    await owner
      .getByRole('button', { name: /invite/i })
      .first()
      .click();
    const dialog = owner.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Chen Xiao');
    await dialog.getByLabel('E-mail').fill('chen@example.com');
    await dialog.getByRole('button', { name: 'Create link' }).click();
    const link = owner.getByLabel('One-time link');
    await link.waitFor();
    const address = await link.inputValue();
    expect(address).toContain('/join/');

    const secondWindow = await openWindow(browser, server, { language: 'zh-CN' });
    const second = await secondWindow.newPage();
    await second.goto(address);
    await second.getByText('Chen Xiao').first().waitFor();
    await second.getByLabel('密码', { exact: true }).fill(testPassword);
    await second.getByRole('button', { name: '设好并进入' }).click();
    await second.getByTestId('data-grid-canvas').waitFor();
    await expect.poll(() => second.getByText('300 行').count()).toBeGreaterThan(0);

    await second.goto(address);
    await second.getByText('这个链接不能再用了').first().waitFor();
    // Before there was an account, the page asked who is signed in: nobody.
    expect(complaints.filter((complaint) => !complaint.includes('401'))).toEqual([]);
  });
});
