import type { Logger } from 'pino';
import type { ComputedBlock, FormulaProgram, InputBlock } from '../../shared/formulas/index.ts';
import type { FormulaError } from '../../shared/model/index.ts';
import { startChildProcess } from './childProcess.ts';
import type { ComputingAnswer, ComputingQuestion } from './computingMessages.ts';
import { createLimitedWorker, type WorkerLimits } from './limitedWorker.ts';

export interface Computing {
  /**
   * Results of the block's rows, computed in a process, one block after the other. A block that
   * takes too much time or memory, twice, comes to `#ERROR!` in every column; a program with a
   * second such block comes to that at once, until it is another one or the server starts again.
   * Rejects only when the server is stopping.
   */
  compute(program: FormulaProgram, block: InputBlock): Promise<ComputedBlock>;
  /** True when a block of the program came to that since the server started. */
  hasFailed(program: FormulaProgram): boolean;
  /** Ends the worker. */
  close(): Promise<void>;
}

/** 1,000 rows of one formula take about 20 ms. */
const usual: WorkerLimits = { time: 5_000, heap: 512 };
/** Blocks on which a program may fail: others would wait as long for each of its blocks again. */
const mostFailures = 2;
/** Formulas in one workspace are hundreds at most. */
const mostRemembered = 1_000;

export const createComputing = (logger: Logger, limits: WorkerLimits = usual): Computing => {
  const worker = createLimitedWorker(
    () => startChildProcess<ComputingQuestion, ComputingAnswer>('computingWorker', limits.heap),
    limits.time,
  );
  /** Fingerprint → blocks that failed. */
  const failures = new Map<string, number>();
  let turn: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const ask = async (question: ComputingQuestion): Promise<ComputingAnswer> => {
    const asked = await worker.ask(question);
    if (isClosed) throw new Error('the server is stopping');
    return asked.ok ? asked.answer : asked;
  };

  const noteFailure = ({ table, fingerprint }: FormulaProgram, reason: string): void => {
    const blocks = (failures.get(fingerprint) ?? 0) + 1;
    if (failures.size >= mostRemembered) failures.clear();
    failures.set(fingerprint, blocks);
    const isGivenUp = blocks >= mostFailures;
    logger.warn({ table, reason, isGivenUp }, 'formulas of a table cannot be computed');
  };

  const compute = async (program: FormulaProgram, block: InputBlock): Promise<ComputedBlock> => {
    if ((failures.get(program.fingerprint) ?? 0) >= mostFailures) return failed(program, block);
    const question = { program, block };
    const first = await ask(question);
    // The machine may have been asleep, or busy with something else.
    const answer = first.ok ? first : await ask(question);
    if (answer.ok) return answer.computed;
    noteFailure(program, answer.reason);
    return failed(program, block);
  };

  return {
    compute: (program, block) => {
      const computed = turn.then(() => compute(program, block));
      turn = computed.catch(() => {});
      return computed;
    },
    hasFailed: ({ fingerprint }) => failures.has(fingerprint),
    close: async () => {
      isClosed = true;
      await worker.close();
    },
  };
};

const error: FormulaError = { error: '#ERROR!' };

const failed = ({ formulas }: FormulaProgram, { rows }: InputBlock): ComputedBlock => ({
  rows,
  columns: formulas.map(({ column }) => ({ column, values: rows.map(() => error) })),
});
