import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './browser.ts';
import { startServer, type TestServer } from './server.ts';

/** One server and one browser for the tests of a file; both end with it. */
export const serverAndBrowser = (): { readonly server: TestServer; readonly browser: Browser } => {
  let server: TestServer | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.remove();
  });
  return {
    get server() {
      return server!;
    },
    get browser() {
      return browser!;
    },
  };
};
