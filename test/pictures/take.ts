import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../e2e/support/browser.ts';
import { galleryPage, type Shown } from './gallery.ts';
import { type Screen, screens } from './screens.ts';
import { type Variant, variants } from './variants.ts';
import { openWorkshop, variantWindow, type Workshop } from './workshop.ts';

/*
 * Takes a picture of every screen in every variant, into `pictures/index.html`.
 * `--only board,record` takes the screens whose ids begin so; `--variant zh-light-1440` one variant.
 */

const folder = fileURLToPath(new URL('../../pictures', import.meta.url));
const patience = 15_000;

const option = (name: string): readonly string[] | null => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? null : (process.argv[at + 1] ?? '').split(',');
};

type Taken = { readonly file: string } | { readonly problem: string };

const takeOne = async (
  browser: Browser,
  shop: Workshop,
  screen: Screen,
  variant: Variant,
): Promise<Taken> => {
  const window = await variantWindow(browser, shop[screen.at], variant);
  const file = `${screen.id}-${variant.id}.png`;
  try {
    if (screen.as !== undefined) await shop.signIn(window, screen.as);
    const page = await window.newPage();
    page.setDefaultTimeout(patience);
    await page.goto(typeof screen.path === 'string' ? screen.path : screen.path(shop));
    await page.waitForLoadState('networkidle');
    await screen.show?.(page, variant, shop);
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, file) });
    return { file };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  } finally {
    shop.tunnel.restore();
    await window.close();
  }
};

const only = option('only');
const chosen = option('variant');
const wanted = screens.filter(({ id }) => only?.some((start) => id.startsWith(start)) ?? true);
const ways = variants.filter(({ id }) => chosen?.includes(id) ?? true);

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const taken = new Map(wanted.map(({ id }) => [id, new Map<string, Taken>()]));
let done = 0;
let failed = 0;

const browser = await openBrowser();
try {
  for (const language of ['zh', 'en'] as const) {
    const inLanguage = ways.filter((variant) => variant.language === language);
    if (inLanguage.length === 0) continue;
    const shop = await openWorkshop(browser, language);
    try {
      for (const screen of wanted)
        for (const variant of inLanguage) {
          done++;
          if (screen.only?.(variant) === false) continue;
          const result = await takeOne(browser, shop, screen, variant);
          taken.get(screen.id)!.set(variant.id, result);
          if ('problem' in result) {
            failed++;
            process.stdout.write(`✗ ${screen.id} ${variant.id}: ${result.problem}\n`);
          }
          if (done % 10 === 0)
            process.stdout.write(`${done} of ${wanted.length * ways.length} pictures\n`);
        }
    } finally {
      await shop.close();
    }
  }
} finally {
  await browser.close();
}

const shown: Shown[] = wanted.map(({ id, title }) => ({ id, title, pictures: taken.get(id)! }));
const about = `Taken by npm run pictures on ${new Date().toISOString().slice(0, 10)}.`;
await writeFile(join(folder, 'index.html'), galleryPage(shown, ways, about));
process.stdout.write(`pictures/index.html: ${done - failed} pictures, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
