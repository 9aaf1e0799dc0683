import type { Browser, BrowserContext } from 'playwright-core';
import type { Language } from '../../shared/model/index.ts';
import { openWindow } from '../e2e/support/browser.ts';
import { openNetwork, type TestNetwork } from '../e2e/support/network.ts';
import { createToken, invite, join, setUp } from '../e2e/support/people.ts';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import { type Furnished, furnish } from './furnish.ts';
import { type Words, wordsIn } from './words.ts';

export type Person = 'owner' | 'member' | 'viewer' | 'emptyOwner';

/** The servers of one language that the screens are taken from, and who may sign in. */
export interface Workshop extends Furnished {
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
  readonly words: Words;
  signIn(window: BrowserContext, as: Person): Promise<void>;
  close(): Promise<void>;
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

export const openWorkshop = async (browser: Browser, language: Language): Promise<Workshop> => {
  const [fresh, team, empty] = await Promise.all([startServer(), startServer(), startServer()]);
  const tunnel = await openNetwork(team);
  const words = wordsIn[language];
  const cookies: Record<string, Cookies> = {};
  const keep = async (window: BrowserContext, as: string): Promise<void> => {
    cookies[as] = await window.cookies();
    await window.close();
  };
  const windowOf = (server: TestServer): Promise<BrowserContext> =>
    openWindow(browser, server, { language: language === 'zh' ? 'zh-CN' : 'en-GB' });

  const owner = await windowOf(team);
  await setUp(owner, team, { name: words.owner, email: 'owner@example.com', sample: language });
  let colleague = '';
  for (const [name, email, role] of [
    [words.colleague, 'colleague@example.com', 'member'],
    [words.viewer, 'viewer@example.com', 'viewer'],
  ] as const) {
    const { link } = await invite(owner, team, { name, email, role });
    const joined = await windowOf(team);
    const user = await join(joined, team, link);
    if (role === 'member') colleague = user.id;
    await keep(joined, role);
  }
  const invited = await invite(owner, team, { name: words.guest, email: 'guest@example.com' });
  await createToken(owner, team, words.token);
  const furnished = await furnish(owner, team, words, colleague);
  await keep(owner, 'owner');

  const emptyOwner = await windowOf(empty);
  await setUp(emptyOwner, empty, { name: words.owner, email: 'owner@example.com' });
  await keep(emptyOwner, 'emptyOwner');

  return {
    ...furnished,
    words,
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
