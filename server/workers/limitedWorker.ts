import { type Transferable, Worker } from 'node:worker_threads';

/** A program in a thread of its own, which answers one message at a time, within limits. */
export interface LimitedWorker<Question, Answer> {
  /**
   * Asks when the thread has loaded its program, and starts one where there is none. Never rejects:
   * a thread that takes too long is ended, one that takes too much memory ends itself, and the next
   * question starts afresh. Callers wait for one answer before they ask again.
   */
  ask(question: Question, handedOver?: readonly Transferable[]): Promise<WorkerAnswer<Answer>>;
  /** Ends the thread; nothing is answered any more. */
  close(): Promise<void>;
}

export type WorkerAnswer<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly reason: string };

export interface WorkerLimits {
  /** ms for one answer, once the program is loaded. */
  readonly time: number;
  /** MiB of heap. */
  readonly heap: number;
}

/** What a worker's program says when it has loaded: from then on its time counts. */
export const ready = 'ready';

interface StartedThread {
  readonly thread: Worker;
  isReady: boolean;
}

/** `program`: name of the module beside this one, which `vite.config.ts` builds as an entry. */
export const createLimitedWorker = <Question, Answer>(
  program: string,
  limits: WorkerLimits,
): LimitedWorker<Question, Answer> => {
  let current: StartedThread | null = null;
  let isClosed = false;

  const threadNow = (): StartedThread => {
    if (current !== null) return current;
    const started = { thread: startThread(program, limits.heap), isReady: false };
    const { thread } = started;
    // It must not keep the process alive, nor end it: whoever waits for an answer hears of errors.
    thread.unref();
    const forget = (): void => {
      if (current === started) current = null;
    };
    thread.on('error', forget).on('exit', forget);
    thread.once('message', () => {
      started.isReady = true;
    });
    current = started;
    return started;
  };

  return {
    ask: (question, handedOver = []) => {
      if (isClosed) return Promise.resolve(refused('the server is stopping'));
      const asked = threadNow();
      const { thread } = asked;
      return new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const end = (answer: WorkerAnswer<Answer>): void => {
          clearTimeout(timer);
          thread.off('message', onMessage).off('error', onError).off('exit', onExit);
          resolve(answer);
        };
        const begin = (): void => {
          timer = setTimeout(() => {
            end(refused('it takes too long'));
            if (current === asked) current = null;
            void thread.terminate();
          }, limits.time);
          thread.postMessage(question, [...handedOver]);
        };
        const onMessage = (message: typeof ready | Answer): void => {
          if (message === ready) begin();
          else end({ ok: true, answer: message as Answer });
        };
        const onError = (error: Error): void => end(refused(error.message));
        const onExit = (): void => end(refused('it was ended'));
        thread.on('message', onMessage).on('error', onError).on('exit', onExit);
        if (asked.isReady) begin();
      });
    },
    close: async () => {
      isClosed = true;
      await current?.thread.terminate();
    },
  };
};

const refused = (reason: string): { readonly ok: false; readonly reason: string } => ({
  ok: false,
  reason,
});

const startThread = (program: string, heap: number): Worker => {
  const resourceLimits = { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 64 };
  // The built server has its workers beside it; run from sources they are TypeScript, as this is.
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL(`./${program}.js`, import.meta.url), { resourceLimits });
  const source = new URL(`./${program}.ts`, import.meta.url);
  const script = `import('tsx/esm/api').then((tsx) => (tsx.register(), import('${source}')))`;
  return new Worker(script, { eval: true, execArgv: [], resourceLimits });
};
