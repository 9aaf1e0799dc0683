import { Worker } from 'node:worker_threads';
import { createFairTurns } from './fairTurns.ts';
import { ready, type SegmentVerdict } from './segmentVerdict.ts';

export interface SegmentChecks {
  /**
   * Reads every value of a segment that came from outside, in a worker that is ended when it takes
   * too much memory or time. Checks wait for each other, and people take turns: whoever sends what
   * takes long holds up nobody else for longer than one check. Never rejects because of the bytes.
   */
  check(bytes: Uint8Array, user: string): Promise<SegmentVerdict>;
  /** Ends the worker; checks that wait are answered as refused. */
  close(): Promise<void>;
}

export interface CheckLimits {
  /** ms, once the worker has started; 8,192 rows of 20 columns take about 50. */
  readonly time: number;
  /** MiB of heap; the largest segment that may be uploaded has 64 MiB of bytes. */
  readonly heap: number;
}

interface StartedWorker {
  readonly thread: Worker;
  /** It has loaded its program. */
  isReady: boolean;
}

const usual: CheckLimits = { time: 2_000, heap: 512 };

export const createSegmentChecks = (limits: CheckLimits = usual): SegmentChecks => {
  let worker: StartedWorker | null = null;
  const inTurn = createFairTurns();
  let isClosed = false;

  const workerNow = (): StartedWorker => {
    if (worker !== null) return worker;
    const started = { thread: startWorker(limits.heap), isReady: false };
    const { thread } = started;
    // It must not keep the process alive, nor end it: whoever waits for a verdict hears of errors.
    thread.unref();
    const forget = (): void => {
      if (worker === started) worker = null;
    };
    thread.on('error', forget).on('exit', forget);
    thread.once('message', () => {
      started.isReady = true;
    });
    worker = started;
    return started;
  };

  const check = async (bytes: Uint8Array): Promise<SegmentVerdict> => {
    if (isClosed) return refused('the server is stopping');
    const asked = workerNow();
    const { thread } = asked;
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const end = (verdict: SegmentVerdict): void => {
        clearTimeout(timer);
        thread.off('message', onMessage).off('error', onError).off('exit', onExit);
        resolve(verdict);
      };
      const begin = (): void => {
        timer = setTimeout(() => {
          end(refused('it takes too long to read'));
          if (worker === asked) worker = null;
          void thread.terminate();
        }, limits.time);
        // Not `slice`: that of a Buffer does not copy, and what is handed over is gone here.
        const copy = new Uint8Array(bytes);
        thread.postMessage(copy, [copy.buffer]);
      };
      const onMessage = (message: typeof ready | SegmentVerdict): void => {
        if (message === ready) begin();
        else end(message);
      };
      const onError = (error: Error): void => end(refused(error.message));
      const onExit = (): void => end(refused('the check was ended'));
      thread.on('message', onMessage).on('error', onError).on('exit', onExit);
      if (asked.isReady) begin();
    });
  };

  return {
    check: (bytes, user) => inTurn(user, () => check(bytes)),
    close: async () => {
      isClosed = true;
      await worker?.thread.terminate();
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
