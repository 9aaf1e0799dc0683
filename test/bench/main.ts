// `npm run bench`: runs the chosen cases one after the other and writes what was measured.
import { findOrInstallChromium } from '../../scripts/chromium.mjs';
import { giveUp } from '../../scripts/project.mjs';
import { cases } from './cases/index.ts';
import { fewestForReport, readOptions } from './harness/options.ts';
import { printProgress } from './harness/progress.ts';
import { targetTable } from './harness/report.ts';
import { writeReport } from './harness/reportFiles.ts';
import type { CaseResults } from './harness/results.ts';
import { runCase } from './harness/runCase.ts';
import { summaryOf } from './harness/summary.ts';
import { readSurroundings } from './harness/surroundings.ts';

const options = readOptions(
  process.argv.slice(2),
  cases.map(({ id }) => id),
);
if ('problem' in options) giveUp(options.problem);
const { only, quick, repetitions, seed } = options;
const chosen = cases.filter(({ id }) => only.includes(id));

let chromium: string | null = null;
if (chosen.some(({ needsChromium }) => needsChromium)) {
  const found = findOrInstallChromium();
  if ('problem' in found) giveUp(found.problem);
  chromium = found.path;
  process.env.CHROMIUM_PATH = chromium;
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const isReported = !quick && repetitions >= fewestForReport;
for (const benchCase of chosen) {
  // Anew for each: a full run takes hours, and somebody may commit meanwhile.
  const surroundings = await readSurroundings(chromium);
  const outcome = await runCase(benchCase, options, printProgress(benchCase, options));
  const results: CaseResults = { surroundings, repetitions, seed, ...outcome };
  // Sizes of a quick run are judged too, to see that judging works.
  const judgedAt = quick ? { ...benchCase, size: benchCase.quickSize } : benchCase;
  const summary = summaryOf(judgedAt, results);
  process.stdout.write(`${targetTable([{ benchCase: judgedAt, summary }])}\n\n`);
  // After each case: a run that is broken off keeps what it has.
  if (isReported) await writeReport(cases, { [benchCase.id]: results });
  if (outcome.problems.length > 0) process.exitCode = 1;
}
process.stderr.write(
  isReported
    ? 'Written to docs/benchmarks.md.\n'
    : `Not written: the report takes at least ${fewestForReport} repetitions in full size.\n`,
);
