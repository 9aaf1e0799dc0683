import type { Logger } from 'pino';
import type { ComputedBlock, FormulaProgram, InputBlock } from '../../shared/formulas/index.ts';
import type { FormulaError } from '../../shared/model/index.ts';
import { startChildProcess } from './childProcess.ts';
import type { ComputingAnswer, ComputingQuestion } from './computingMessages.ts';
import { createLimitedWorker, type WorkerAnswer, type WorkerLimits } from './limitedWorker.ts';
import { createTroubles } from './troubles.ts';

export interface Computing {
  /**
   * Results of rows of a ledger, computed in a process, one block after the other. Formulas that
   * take long there go to a second process with time of their own, so that others wait for them
   * once and not long. A block that takes too much time or memory there too comes to `#ERROR!` in
   * every column; a program with a second such block comes to that at once (`troubles.ts`), until
   * it is another one or the server starts again. Rejects only when the server is stopping.
   */
  compute(program: FormulaProgram, block: InputBlock, ledger: string): Promise<ComputedBlock>;
  /** True when a block of the ledger came to that since the server started. */
  hasFailed(program: FormulaProgram, ledger: string): boolean;
  /** Ends the workers. */
  close(): Promise<void>;
}

/** 1,000 rows of one formula take about 20 ms. */
const usual: ComputingLimits = { quick: 1_500, time: 5_000, heap: 512 };
export interface ComputingLimits extends WorkerLimits {
  /** ms in which a block is done when nothing is wrong with its formulas. */
  readonly quick: number;
}

export const createComputing = (
  logger: Logger,
  { quick: short, time, heap }: ComputingLimits = usual,
): Computing => {
  const quick = createLane(heap, short);
  const patient = createLane(heap, time);
  const troubles = createTroubles();
  let isClosed = false;

  const ask = async (lane: Lane, question: ComputingQuestion): Promise<ComputingAnswer> => {
    const asked = await lane.ask(question);
    if (isClosed) throw new Error('the server is stopping');
    return asked.ok ? asked.answer : asked;
  };

  const compute: Computing['compute'] = async (program, block, ledger) => {
    const { fingerprint, table } = program;
    let reason = '';
    // A second chance: the machine may have been asleep, or busy with something else.
    for (let attempt = 0; attempt < 2; attempt++) {
      if (troubles.isGivenUp(fingerprint, ledger)) return failed(program, block);
      const isSlow = troubles.isSlow(fingerprint, ledger);
      const began = performance.now();
      const answer = await ask(isSlow ? patient : quick, { program, block });
      if (answer.ok) {
        if (isSlow && performance.now() - began < short) troubles.wasQuick(fingerprint, ledger);
        return answer.computed;
      }
      troubles.tookLong(fingerprint, ledger);
      reason = answer.reason;
    }
    troubles.failed(fingerprint, ledger);
    const isGivenUp = troubles.isGivenUp(fingerprint, ledger);
    logger.warn({ table, ledger, reason, isGivenUp }, 'formulas of a table cannot be computed');
    return failed(program, block);
  };

  return {
    compute,
    hasFailed: ({ fingerprint }, ledger) => troubles.hasFailed(fingerprint, ledger),
    close: async () => {
      isClosed = true;
      await Promise.all([quick.close(), patient.close()]);
    },
  };
};

/** A process that answers in the order in which it is asked; started with the first question. */
interface Lane {
  ask(question: ComputingQuestion): Promise<WorkerAnswer<ComputingAnswer>>;
  close(): Promise<void>;
}

const createLane = (heap: number, time: number): Lane => {
  const worker = createLimitedWorker(
    () => startChildProcess<ComputingQuestion, ComputingAnswer>('computingWorker', heap),
    time,
  );
  let turn: Promise<unknown> = Promise.resolve();
  return {
    ask: (question) => {
      const answered = turn.then(() => worker.ask(question));
      turn = answered;
      return answered;
    },
    close: worker.close,
  };
};

const error: FormulaError = { error: '#ERROR!' };

const failed = ({ formulas }: FormulaProgram, { rows }: InputBlock): ComputedBlock => ({
  rows,
  columns: formulas.map(({ column }) => ({ column, values: rows.map(() => error) })),
});
