import type { Browser, BrowserContext } from 'playwright-core';
import type { Language } from '../../shared/model/index.ts';
import { openWindow } from '../e2e/support/browser.ts';
import { openNetwork, type TestNetwork } from '../e2e/support/network.ts';
import { createToken, invite, join, setUp } from '../e2e/support/people.ts';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import type { Variant } from './variants.ts';

/** The servers of one language that the screens are taken from, and who may sign in. */
export interface Workshop {
  /** Nobody has set it up. */
  readonly fresh: TestServer;
  /** With the sample organisation and several people. */
  readonly team: TestServer;
  /** The team's server, by a way that can be cut. */
  readonly tunnel: TestNetwork;
  /** With tables that hold nothing. */
  readonly empty: TestServer;
  /** A one-time link that nobody has used yet. */
  readonly invitation: string;
  signIn(window: BrowserContext, as: 'owner' | 'viewer' | 'emptyOwner'): Promise<void>;
  close(): Promise<void>;
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

const people = {
  zh: { owner: '马建国', colleague: '李敏', viewer: '陈静', guest: '何芳' },
  en: { owner: 'Martha Reid', colleague: 'Liam Chen', viewer: 'Clara Hughes', guest: 'Nora Patel' },
} as const;

export const openWorkshop = async (browser: Browser, language: Language): Promise<Workshop> => {
  const [fresh, team, empty] = await Promise.all([startServer(), startServer(), startServer()]);
  const tunnel = await openNetwork(team);
  const names = people[language];
  const cookies: Record<string, Cookies> = {};
  const keep = async (window: BrowserContext, as: string): Promise<void> => {
    cookies[as] = await window.cookies();
    await window.close();
  };
  const windowOf = (server: TestServer): Promise<BrowserContext> => openWindow(browser, server);

  const owner = await windowOf(team);
  await setUp(owner, team, { name: names.owner, email: 'owner@example.com', sample: language });
  for (const [name, email, role] of [
    [names.colleague, 'colleague@example.com', 'member'],
    [names.viewer, 'viewer@example.com', 'viewer'],
  ] as const) {
    const { link } = await invite(owner, team, { name, email, role });
    const joined = await windowOf(team);
    await join(joined, team, link);
    await keep(joined, role);
  }
  const invited = await invite(owner, team, { name: names.guest, email: 'guest@example.com' });
  await createToken(owner, team, language === 'zh' ? '月报脚本' : 'Monthly report');
  await keep(owner, 'owner');

  const emptyOwner = await windowOf(empty);
  await setUp(emptyOwner, empty, { name: names.owner, email: 'owner@example.com' });
  await keep(emptyOwner, 'emptyOwner');

  return {
    fresh,
    team,
    tunnel,
    empty,
    invitation: new URL(invited.link).pathname,
    signIn: (window, as) => window.addCookies(cookies[as] ?? []),
    close: async () => {
      await tunnel.close();
      await Promise.all([fresh, team, empty].map((server) => server.remove()));
    },
  };
};

/** A window in which a screen is looked at as the variant says. */
export const variantWindow = (
  browser: Browser,
  server: Pick<TestServer, 'url'>,
  { language, width, height, dark }: Variant,
): Promise<BrowserContext> =>
  openWindow(browser, server, {
    language: language === 'zh' ? 'zh-CN' : 'en-GB',
    width,
    height,
    dark,
  });
