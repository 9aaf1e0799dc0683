import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = fileURLToPath(new URL('../../../test-results/pictures', import.meta.url));

/** Takes a picture of what a page shows, for people to look at; gives its path. */
export const takePicture = async (page: Page, name: string): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  return path;
};
