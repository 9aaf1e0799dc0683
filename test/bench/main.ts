// `npm run bench`: runs the chosen cases one after the other and writes what was measured.
import { findOrInstallChromium } from '../../scripts/chromium.mjs';
import { giveUp } from '../../scripts/project.mjs';
import { cases } from './cases/index.ts';
import { readOptions } from './harness/options.ts';
import { printProgress } from './harness/progress.ts';
import { runCase } from './harness/runCase.ts';

const options = readOptions(
  process.argv.slice(2),
  cases.map(({ id }) => id),
);
if ('problem' in options) giveUp(options.problem);
const chosen = cases.filter(({ id }) => options.only.includes(id));

if (chosen.some(({ needsChromium }) => needsChromium)) {
  const chromium = findOrInstallChromium();
  if ('problem' in chromium) giveUp(chromium.problem);
  process.env.CHROMIUM_PATH = chromium.path;
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

let failed = false;
for (const benchCase of chosen) {
  const { runs, problems } = await runCase(benchCase, options, printProgress(benchCase, options));
  for (const run of runs) process.stdout.write(`${benchCase.id} ${JSON.stringify(run)}\n`);
  if (problems.length > 0) failed = true;
}
process.exitCode = failed ? 1 : 0;
