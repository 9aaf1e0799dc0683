import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext } from 'playwright-core';
import type { Language } from '../../shared/model/index.ts';
import { openBrowser, openWindow } from '../e2e/support/browser.ts';
import { galleryPage, type Shown } from './gallery.ts';
import type { Screen } from './screen.ts';
import { screens } from './screens.ts';
import { isNarrow, type Place, places, type Theme, themes, variantId } from './variants.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/*
 * Takes a picture of every screen in every variant, into `pictures/index.html`.
 * `--only board,record` takes the screens whose ids begin so, `--exactly board` one; `--variant zh-light-1440` one variant.
 * Both languages are taken at once, on servers of their own: nobody meets anybody.
 */

const folder = fileURLToPath(new URL('../../pictures', import.meta.url));
const patience = 15_000;

const option = (name: string): readonly string[] | null => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? null : (process.argv[at + 1] ?? '').split(',');
};

type Taken = { readonly file: string } | { readonly problem: string };

const only = option('only');
const exactly = option('exactly');
const chosen = option('variant');
const wanted = screens.filter(
  ({ id }) => exactly?.includes(id) ?? only?.some((start) => id.startsWith(start)) ?? true,
);
const themesAt = (place: Place): readonly Theme[] =>
  themes.filter((theme) => chosen?.includes(variantId(place, theme)) ?? true);
const ways = places.filter((place) => themesAt(place).length > 0);
const isAt = ({ only: kind }: Screen, place: Place): boolean =>
  kind === undefined || (kind === 'narrow') === isNarrow(place);
const total = ways.reduce(
  (sum, place) =>
    sum + themesAt(place).length * wanted.filter((screen) => isAt(screen, place)).length,
  0,
);
const taken = new Map(wanted.map(({ id }) => [id, new Map<string, Taken>()]));
let done = 0;
let failed = 0;

const keep = (screen: Screen, variant: string, result: Taken): void => {
  taken.get(screen.id)?.set(variant, result);
  done++;
  if ('problem' in result) {
    failed++;
    process.stdout.write(`✗ ${screen.id} ${variant}: ${result.problem}\n`);
  }
  if (done % 20 === 0) process.stdout.write(`${done} of ${total} pictures\n`);
};

const open = (browser: Browser, shop: Workshop, screen: Screen, place: Place) =>
  openWindow(browser, shop[screen.at], {
    language: place.language === 'zh' ? 'zh-CN' : 'en-GB',
    width: place.width,
    height: place.height,
    touch: isNarrow(place),
  });

/** The themes follow each other on one page, as they do when evening comes. */
const takeScreen = async (
  window: BrowserContext,
  shop: Workshop,
  screen: Screen,
  place: Place,
): Promise<void> => {
  const left = [...themesAt(place)];
  try {
    if (screen.as !== undefined) await shop.signIn(window, screen.as);
    const page = await window.newPage();
    page.setDefaultTimeout(patience);
    await page.goto(typeof screen.path === 'string' ? screen.path : screen.path(shop));
    if (screen.show === undefined) await page.waitForLoadState('networkidle');
    await screen.show?.({ page, shop, isNarrow: isNarrow(place) });
    for (const theme of themesAt(place)) {
      await page.emulateMedia({ colorScheme: theme });
      await page.waitForTimeout(250);
      const variant = variantId(place, theme);
      const file = `${screen.id}-${variant}.png`;
      await page.screenshot({ path: join(folder, file) });
      keep(screen, variant, { file });
      left.shift();
    }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    for (const theme of left) keep(screen, variantId(place, theme), { problem });
  }
};

const takeLanguage = async (browser: Browser, language: Language): Promise<void> => {
  const spoken = ways.filter((place) => place.language === language);
  if (spoken.length === 0) return;
  const shop = await openWorkshop(browser, language);
  try {
    for (const screen of wanted)
      for (const place of spoken) {
        if (!isAt(screen, place)) continue;
        const window = await open(browser, shop, screen, place);
        await takeScreen(window, shop, screen, place);
        shop.tunnel.restore();
        await window.close();
      }
  } finally {
    await shop.close();
  }
};

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const browser = await openBrowser();
try {
  await Promise.all([takeLanguage(browser, 'zh'), takeLanguage(browser, 'en')]);
} finally {
  await browser.close();
}

const shown: Shown[] = wanted.map(({ id, title }) => ({ id, title, pictures: taken.get(id)! }));
const variants = ways.flatMap((place) => themesAt(place).map((theme) => variantId(place, theme)));
const about = `Taken by npm run pictures on ${new Date().toISOString().slice(0, 10)}.`;
await writeFile(join(folder, 'index.html'), galleryPage(shown, variants, about));
process.stdout.write(`pictures/index.html: ${done - failed} pictures, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
