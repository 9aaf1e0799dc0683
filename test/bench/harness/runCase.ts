import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchCase } from './benchCase.ts';
import type { CaseMessage } from './messages.ts';
import type { Options } from './options.ts';
import type { MeasuredRun, Problem } from './results.ts';

export interface Outcome {
  readonly runs: readonly MeasuredRun[];
  readonly problems: readonly Problem[];
}

const program = fileURLToPath(new URL('./caseProcess.ts', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const allCases = new URL('../cases/index.ts', import.meta.url);
const usualTimeout = 300;

/**
 * Runs all turns of a case in a process group of its own, which is ended when the case is through,
 * when one step takes too long, and when this process ends: no server outlives its case. `from` is the module that has the case in its `cases`.
 */
export const runCase = async (
  benchCase: BenchCase,
  options: Options,
  progress: (message: CaseMessage) => void,
  from: URL = allCases,
): Promise<Outcome> => {
  const runs: MeasuredRun[] = [];
  const problems: Problem[] = [];
  const seconds = benchCase.runTimeout ?? usualTimeout;
  const folder = await mkdtemp(join(tmpdir(), `suanpan-bench-${benchCase.id.toLowerCase()}-`));
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, String(from), benchCase.id, JSON.stringify(options), folder],
    { cwd: root, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const endGroup = (): void => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // Nobody of the group is left.
    }
  };
  const breakOff = (): void => {
    endGroup();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', breakOff);

  let last: CaseMessage | null = null;
  const tooLong = (): void => {
    endGroup();
    problems.push({
      turn: last?.type === 'begun' ? last.turn : null,
      problem: `took longer than ${seconds} s`,
    });
  };
  // To start is not a step of the case.
  let watch = setTimeout(tooLong, usualTimeout * 1000);
  child.on('message', (message: CaseMessage) => {
    clearTimeout(watch);
    watch = setTimeout(tooLong, seconds * 1000);
    last = message;
    if (message.type === 'done') runs.push({ ...message.turn, figures: message.figures });
    if (message.type === 'failed') problems.push({ turn: message.turn, problem: message.problem });
    progress(message);
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearTimeout(watch);
  endGroup();
  process.off('exit', breakOff);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  const isWhole = (last as CaseMessage | null)?.type === 'finished';
  if (!isWhole && problems.length === 0)
    problems.push({ turn: null, problem: `its process ended early (${signal ?? code})` });
  return { runs, problems };
};
