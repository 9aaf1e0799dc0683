// `npm test`: everything that must hold, on a machine that has Node and nothing else.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asUsersRunIt, builds, stampBuild } from './build.mjs';
import { findOrInstallChromium } from './chromium.mjs';
import { installDependencies } from './dependencies.mjs';
import { requireSupportedNode } from './nodeVersion.mjs';
import { giveUp, programs, runPackage } from './project.mjs';

requireSupportedNode();
await installDependencies();
const chromium = findOrInstallChromium();
if ('problem' in chromium) giveUp(chromium.problem);

const count = { passed: 0, failed: 0, skipped: 0 };

/**
 * A check that passes or fails as a whole: one test in the count.
 *
 * @param {string} name
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
const check = async (name, program, args, env) => {
  const passed = (await runPackage(program, args, env)) === 0;
  process.stdout.write(`${passed ? '✓' : '✗'} ${name}\n`);
  count[passed ? 'passed' : 'failed']++;
  return passed;
};

/**
 * One Vitest project, counted by its own report.
 *
 * @param {string} project
 */
const suite = async (project) => {
  const folder = mkdtempSync(join(tmpdir(), 'suanpan-report-'));
  const report = join(folder, 'report.json');
  const code = await runPackage(
    programs.vitest,
    [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
    ],
    { CHROMIUM_PATH: chromium.path, NODE_ENV: 'test' },
  );
  const { passed, failed, skipped } = countsIn(report);
  rmSync(folder, { recursive: true });
  count.passed += passed;
  count.skipped += skipped;
  // A file that does not load, or an error outside any test, fails without a failed test.
  count.failed += code !== 0 && failed === 0 ? 1 : failed;
};

/**
 * @param {string} report path of Vitest's JSON report
 */
const countsIn = (report) => {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + numTodoTests,
    };
  } catch {
    // The runner died before it could write: its exit code counts.
    return { passed: 0, failed: 0, skipped: 0 };
  }
};

await check('types', programs.typescript, ['--noEmit']);
await check('lint and format', programs.biome, ['check', '.']);
let built = true;
for (const { name, args } of builds)
  built = (await check(name, programs.vite, args, asUsersRunIt)) && built;
if (built) stampBuild();
await suite('unit');
// These start servers and browsers of their own, two files at a time.
await suite('e2e');
await suite('faults');

if (count.skipped > 0) process.stdout.write(`\n${count.skipped} skipped: see above why\n`);
process.exitCode = count.failed === 0 ? 0 : 1;
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed\n`);
