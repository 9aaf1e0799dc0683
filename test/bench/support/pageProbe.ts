import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** For `addInitScript`, before the page is opened. */
export const pageProbe = fileURLToPath(new URL('pageProbe.js', import.meta.url));

export interface PasteTimed {
  /** When it began, ms since 1970. */
  readonly at: number;
  /** The same on the page's own clock. */
  readonly from: number;
  /** ms until the rows were shown and saved. */
  readonly took: number;
}

/** What `pageProbe.js` offers in a page. */
export const inPage = (page: Page) => {
  const call = <Answer>(name: string, ...args: readonly (string | number)[]): Promise<Answer> =>
    page.evaluate(`bench.${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`);
  return {
    copy: (text: string) => call<void>('copy', text),
    paste: (shown: string, patience: number) => call<PasteTimed>('paste', shown, patience),
    untilRows: (shown: string, patience: number) => call<number>('untilRows', shown, patience),
    longestTask: (from: number) => call<number>('longestTask', from),
    noise: (during: number) => call<number>('noise', during),
  };
};
