// `npm run pictures`: every screen of the built program, in both languages and themes, wide and narrow.
import { buildWhenStale } from './build.mjs';
import { findOrInstallChromium } from './chromium.mjs';
import { installDependencies } from './dependencies.mjs';
import { requireSupportedNode } from './nodeVersion.mjs';
import { giveUp, programs, runPackage } from './project.mjs';

requireSupportedNode();
await installDependencies();
const chromium = findOrInstallChromium();
if ('problem' in chromium) giveUp(chromium.problem);
await buildWhenStale();
process.exitCode = await runPackage(
  programs.tsx,
  ['test/pictures/take.ts', ...process.argv.slice(2)],
  { CHROMIUM_PATH: chromium.path },
);
