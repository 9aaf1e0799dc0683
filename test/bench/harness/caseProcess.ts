// The process of one case: all its runs, told to `runCase` over IPC. Arguments: the module
// that has it in its `cases`, its id, the options as JSON, a folder to work in.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchCase, Contender } from './benchCase.ts';
import type { CaseMessage } from './messages.ts';
import type { Options } from './options.ts';
import { scheduleOf, type Turn } from './schedule.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A contender that failed so often at a size is not asked again there. */
const mostFailures = 2;

const tell = (message: CaseMessage): void => {
  process.send?.(message);
};

const runAll = async (benchCase: BenchCase, options: Options, folder: string): Promise<void> => {
  const failures = new Map<string, number>();
  const of = (contender: Contender, size: number): string => `${contender} at ${size}`;
  let prepared: number | null = null;
  for (const turn of scheduleOf(benchCase, options)) {
    if (turn.size !== prepared) {
      tell({ type: 'preparing', size: turn.size });
      await benchCase.prepare?.(turn.size, folder);
      prepared = turn.size;
    }
    const key = of(turn.contender, turn.size);
    if ((failures.get(key) ?? 0) >= mostFailures) continue;
    const isDone = await runTurn(benchCase, turn, options.seed, folder);
    if (!isDone) failures.set(key, (failures.get(key) ?? 0) + 1);
  }
};

const runTurn = async (
  benchCase: BenchCase,
  turn: Turn,
  seed: number,
  parent: string,
): Promise<boolean> => {
  tell({ type: 'begun', turn });
  const folder = await mkdtemp(join(parent, `run-${turn.contender}-`));
  try {
    const figures = await benchCase.run({ ...turn, folder, seed: seed + turn.repetition });
    tell({ type: 'done', turn, figures });
    return true;
  } catch (error) {
    tell({ type: 'failed', turn, problem: problemOf(error) });
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The stack goes to the screen; a report names nobody's folders. */
const problemOf = (error: unknown): string => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.replaceAll(root, '').replaceAll(tmpdir(), '…');
};

const [module, id, options, folder] = process.argv.slice(2) as [string, string, string, string];
const { cases } = (await import(module)) as { readonly cases: readonly BenchCase[] };
const benchCase = cases.find((candidate) => candidate.id === id)!;

// Whoever asked is gone: nothing goes on without him.
process.once('disconnect', () => process.exit(1));
try {
  await runAll(benchCase, JSON.parse(options) as Options, folder);
} catch (error) {
  tell({ type: 'failed', turn: null, problem: problemOf(error) });
}
process.send?.({ type: 'finished' } satisfies CaseMessage, () => process.exit());
