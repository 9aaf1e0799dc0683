import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { buildWhenStale } from '../../../scripts/build.mjs';
import { findOrInstallChromium } from '../../../scripts/chromium.mjs';
import { giveUp, programs, root, runPackage } from '../../../scripts/project.mjs';
import { faultFiles } from './faultTests.ts';
import type { FaultRun, Finding, TestOutcome } from './finding.ts';
import { readOptions, usage } from './options.ts';
import { reliabilityDocument } from './reliabilityDocument.ts';
import { reliabilityTargets } from './reliabilityTargets.ts';
import { summary } from './summary.ts';
import { targetsIn } from './verdicts.ts';

/*
 * `npm run faults`: the chosen tests by Vitest, each at its size; then what each target came to.
 * A full run of all of them writes docs/reliability.md.
 */

const options = readOptions(
  process.argv.slice(2),
  reliabilityTargets.map(({ id }) => id),
);
if (typeof options === 'string') giveUp(`${options}\n${usage}`);
const { only, isFull } = options;
const isChosen = (id: string): boolean => only.length === 0 || only.includes(id);
const files = faultFiles(root).filter(({ targets }) => targets.some(isChosen));
if (files.length === 0) giveUp(`No test names ${only.join(', ')}.`);

await buildWhenStale();
const environment: Record<string, string> = { NODE_ENV: 'test', FAULTS_FULL: isFull ? '1' : '' };
if (options.seed !== null) environment.FAULTS_SEED = String(options.seed);
if (files.some(({ needsBrowser }) => needsBrowser)) {
  const chromium = findOrInstallChromium();
  if ('problem' in chromium) giveUp(chromium.problem);
  environment.CHROMIUM_PATH = chromium.path;
}

/** What the tests wrote down, and how they ended. */
const runTests = async (): Promise<{
  readonly code: number;
  readonly findings: readonly Finding[];
  readonly tests: readonly TestOutcome[];
}> => {
  const folder = mkdtempSync(join(tmpdir(), 'suanpan-faults-'));
  const [report, findings] = [join(folder, 'report.json'), join(folder, 'findings.jsonl')];
  writeFileSync(findings, '');
  try {
    const chosen = reliabilityTargets.filter(({ id }) => isChosen(id)).map(({ id }) => id);
    const code = await runPackage(
      programs.vitest,
      [
        'run',
        ...files.map(({ path }) => path),
        `--testNamePattern=\\b(${chosen.join('|')})\\b`,
        // Measured times would be each other's; small sizes only want to be over soon.
        ...(isFull ? ['--no-file-parallelism'] : []),
        '--reporter=default',
        '--reporter=json',
        `--outputFile=${report}`,
      ],
      { ...environment, FAULTS_FINDINGS: findings },
    );
    return { code, findings: readFindings(findings), tests: readOutcomes(report) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const readFindings = (path: string): readonly Finding[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Finding);

interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** Those that were chosen; a run that died before it could report has none. */
const readOutcomes = (path: string): readonly TestOutcome[] => {
  let report: VitestReport;
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as VitestReport;
  } catch {
    return [];
  }
  return report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ title }) => targetsIn(title).some(isChosen))
    .map(({ title, status }) => ({
      title,
      status: status === 'passed' || status === 'failed' ? status : 'skipped',
    }));
};

const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, ` +
  `${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`;

const versions = (): Record<string, string> => {
  const { version, dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
    version: string;
    dependencies: Record<string, string>;
  };
  const pick = (name: string): [string, string] => [name, dependencies[name] ?? ''];
  return {
    Suanpan: version,
    'Node.js': process.versions.node,
    ...Object.fromEntries(['yjs', '@hocuspocus/server', 'sqlite3'].map(pick)),
  };
};

const { code, findings, tests } = await runTests();
process.stdout.write(`\n${summary({ findings, tests }, only)}\n`);
process.exitCode = code === 0 && findings.every(({ met }) => met) ? 0 : 1;

if (isFull && only.length === 0) {
  const run: FaultRun = {
    date: new Date().toISOString().slice(0, 10),
    isFull,
    machine: machine(),
    versions: versions(),
    findings,
    tests,
  };
  writeFileSync(`${root}docs/reliability.json`, `${JSON.stringify(run, null, 2)}\n`);
  writeFileSync(`${root}docs/reliability.md`, reliabilityDocument(run));
  process.stdout.write('\ndocs/reliability.md is written.\n');
}
