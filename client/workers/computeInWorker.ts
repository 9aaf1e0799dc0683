import type { ComputedBlock, FormulaProgram, InputBlock } from '../../shared/formulas/index.ts';
import type { ComputeAnswer, ComputeJob } from './computeRows.ts';

/** Computes blocks of rows, elsewhere if need be. */
export interface Computer {
  /** Blocks are computed in the order in which they were given. Rejects one that takes too long. */
  compute(program: FormulaProgram, block: InputBlock): Promise<ComputedBlock>;
  close(): void;
}

/** ms: what a block takes a hundredth of. Its formulas would hold up those of all tables. */
const longest = 5_000;
/** ms: a machine that slept wakes with all its clocks run out, and answers yet to be delivered. */
const grace = 500;
/** ms until a worker that could not be loaded is tried again. */
const retryDelay = 5_000;

interface Waiting extends ComputeJob {
  resolve(computed: ComputedBlock): void;
  reject(reason: Error): void;
}

/** A worker that is started by the first block, and again when it hangs or dies. */
export const computeInWorker = (): Computer => {
  const waiting: Waiting[] = [];
  let worker: Worker | null = null;
  let isReady = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastId = 0;

  const stop = (): void => {
    clearTimeout(timer);
    worker?.terminate();
    worker = null;
    isReady = false;
  };

  /** What the first block in the row does to the worker is that block's affair alone. */
  const failFirst = (reason: string): void => {
    stop();
    waiting.shift()?.reject(new Error(reason));
    if (waiting.length > 0) start();
  };

  const watch = (): void => {
    clearTimeout(timer);
    if (!isReady || waiting.length === 0) return;
    timer = setTimeout(() => {
      timer = setTimeout(() => failFirst('a formula took too long'), grace);
    }, longest);
  };

  const post = ({ id, program, block }: ComputeJob): void =>
    worker?.postMessage({ id, program, block } satisfies ComputeJob);

  const take = (answer: ComputeAnswer): void => {
    if (answer.id === null) {
      isReady = true;
      for (const job of waiting) post(job);
    } else {
      const job = waiting.shift();
      if (job?.id !== answer.id) throw new Error('answers come in the order of their jobs');
      if ('computed' in answer) job.resolve(answer.computed);
      else job.reject(new Error(answer.failure));
    }
    watch();
  };

  const start = (): void => {
    const started = new Worker(new URL('./computeRows.ts', import.meta.url), { type: 'module' });
    worker = started;
    started.onmessage = ({ data }: MessageEvent<ComputeAnswer>) => {
      if (worker === started) take(data);
    };
    started.onerror = (event) => {
      event.preventDefault();
      if (worker !== started) return;
      if (isReady) return failFirst(event.message);
      // Its code could not be had, as without network: results wait, everything else goes on.
      stop();
      timer = setTimeout(start, retryDelay);
    };
  };

  return {
    compute: (program, block) =>
      new Promise((resolve, reject) => {
        const job = { id: ++lastId, program, block, resolve, reject };
        waiting.push(job);
        if (worker === null && waiting.length === 1) start();
        else if (isReady) {
          post(job);
          if (waiting.length === 1) watch();
        }
      }),
    close: () => {
      stop();
      waiting.length = 0;
    },
  };
};
