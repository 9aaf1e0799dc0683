import { Worker } from 'node:worker_threads';
import type { SegmentVerdict } from './segmentVerdict.ts';

export interface SegmentChecks {
  /**
   * Reads every value of a segment that came from outside, in a worker that is ended when it takes
   * too much memory or time. Checks wait for each other. Never rejects because of the bytes.
   */
  check(bytes: Uint8Array): Promise<SegmentVerdict>;
  /** Ends the worker; checks that wait are answered as refused. */
  close(): Promise<void>;
}

export interface CheckLimits {
  /** ms; 8,192 rows of 20 columns take about 50. */
  readonly time: number;
  /** MiB of heap; the largest segment that may be uploaded has 64 MiB of bytes. */
  readonly heap: number;
}

const usual: CheckLimits = { time: 10_000, heap: 512 };

export const createSegmentChecks = (limits: CheckLimits = usual): SegmentChecks => {
  let worker: Worker | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const workerNow = (): Worker => {
    if (worker !== null) return worker;
    const started = startWorker(limits.heap);
    // It must not keep the process alive, nor end it: whoever waits for a verdict hears of errors.
    started.unref();
    const forget = (): void => {
      if (worker === started) worker = null;
    };
    started.on('error', forget).on('exit', forget);
    worker = started;
    return started;
  };

  const check = (bytes: Uint8Array): Promise<SegmentVerdict> => {
    if (isClosed) return Promise.resolve(refused('the server is stopping'));
    const asked = workerNow();
    return new Promise((resolve) => {
      const end = (verdict: SegmentVerdict): void => {
        clearTimeout(timer);
        asked.off('message', end).off('error', onError).off('exit', onExit);
        resolve(verdict);
      };
      const onError = (error: Error): void => end(refused(error.message));
      const onExit = (): void => end(refused('the check was ended'));
      const timer = setTimeout(() => {
        end(refused('it takes too long to read'));
        if (worker === asked) worker = null;
        void asked.terminate();
      }, limits.time);
      asked.on('message', end).on('error', onError).on('exit', onExit);
      // Not `slice`: that of a Buffer does not copy, and what is handed over is gone here.
      const copy = new Uint8Array(bytes);
      asked.postMessage(copy, [copy.buffer]);
    });
  };

  return {
    check: (bytes) => {
      const verdict = queue.then(() => check(bytes));
      queue = verdict;
      return verdict;
    },
    close: async () => {
      isClosed = true;
      await worker?.terminate();
    },
  };
};

const refused = (reason: string): SegmentVerdict => ({ ok: false, reason });

const startWorker = (heap: number): Worker => {
  const resourceLimits = { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 64 };
  // The built server has the worker beside it; run from sources it is TypeScript, as this file is.
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./segmentWorker.js', import.meta.url), { resourceLimits });
  const source = new URL('./segmentWorker.ts', import.meta.url);
  const script = `import('tsx/esm/api').then((tsx) => (tsx.register(), import('${source}')))`;
  return new Worker(script, { eval: true, execArgv: [], resourceLimits });
};
