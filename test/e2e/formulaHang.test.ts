import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { openWorkspace } from '../../shared/documents/index.ts';
import type { ColumnSettings } from '../../shared/model/index.ts';
import { syncClient } from '../sync/support/syncClient.ts';
import { until } from '../sync/support/until.ts';
import { complaintsOf, openWindow } from './support/browser.ts';
import { cellText, openGrid } from './support/gridPage.ts';
import { createToken, setUp } from './support/people.ts';
import { serverAndBrowser } from './support/serverAndBrowser.ts';

const house = serverAndBrowser();

/** Place of the tier among the columns. */
const tier = 2;

test('FORM-26: a formula that hangs shows #ERROR! after a while, and the next one computes', async ({
  onTestFinished,
}) => {
  const { server, browser } = house;
  const window = await openWindow(browser, server, { language: 'en-GB' });
  await setUp(window, server, { name: 'Grace', email: 'grace@example.com', sample: 'en' });
  const page = await openGrid(window, 'customers');
  const complaints = complaintsOf(page);
  const shown = () => cellText(page, tier, 0);
  await expect.poll(shown, { timeout: 10_000 }).toMatch(/^[ABC]$/);

  const token = await createToken(window, server, 'formulas');
  const client = syncClient({ url: server.url.replace('http', 'ws') }, { token }, 'workspace');
  onTestFinished(client.destroy);
  await until(() => client.provider.synced);
  const setFormula = async (settings: ColumnSettings): Promise<void> => {
    const id = 'customers/tier';
    openWorkspace(client.doc).apply(
      [{ type: 'setRecord', collection: 'columns', id, properties: { settings } }],
      null,
    );
    await until(() => client.stored === Y.getState(client.doc.store, client.doc.clientID));
  };

  await setFormula({ formula: '=NEGBINOM.DIST(100000000,10,0.5,TRUE)+[@dealCount]' });
  await expect.poll(shown, { timeout: 20_000 }).toBe('#ERROR!');
  await setFormula({ formula: '="n"&LEN([@name])', result: 'text' });
  await expect.poll(shown, { timeout: 10_000 }).toMatch(/^n\d+$/);
  expect(complaints).toEqual([]);
});
