import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/chromium.mjs';
import type { TestServer } from './server.ts';

/** A real Chromium with a fresh profile, without the traffic of its own that it makes by default. */
export const openBrowser = (): Promise<Browser> => {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error('no Chromium: run `npm test` once, or set CHROMIUM_PATH');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};

export interface WindowOptions {
  readonly language?: 'zh-CN' | 'en-GB';
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** A screen for fingers. */
  readonly touch?: boolean;
}

/** A window of a person's own: its cookies, storage and clipboard rights are nobody else's. */
export const openWindow = async (
  browser: Browser,
  server: Pick<TestServer, 'url'>,
  {
    language = 'zh-CN',
    width = 1280,
    height = 800,
    dark = false,
    touch = false,
  }: WindowOptions = {},
): Promise<BrowserContext> => {
  const window = await browser.newContext({
    baseURL: server.url,
    locale: language,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: touch,
    timezoneId: 'Asia/Shanghai',
  });
  await window.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  return window;
};

/** Collects what a page complains about, for a test that expects nothing of the kind. */
export const complaintsOf = (page: Page): readonly string[] => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
};
