import { type Transferable, Worker } from 'node:worker_threads';
import type { ready, Workplace } from './limitedWorker.ts';

/**
 * Starts `program`, a module beside this one that `vite.config.ts` builds as an entry, in a thread.
 * `heap` in MiB. One allocation that has no room at all still ends the whole server: this is for
 * programs that were told beforehand how much they will need.
 */
export const startThread = <Question, Answer>(
  program: string,
  heap: number,
  handedOver: (question: Question) => readonly Transferable[],
): Workplace<Question, Answer> => {
  const thread = start(program, heap);
  // It must not keep the process alive, nor end it: whoever waits for an answer hears of errors.
  thread.unref();
  thread.on('error', () => {});
  return {
    onMessage: (listener) => {
      const tell = (message: typeof ready | Answer): void => listener(message);
      thread.on('message', tell);
      return () => thread.off('message', tell);
    },
    onEnd: (listener) => {
      const onError = (error: Error): void => listener(error.message);
      const onExit = (): void => listener('it was ended');
      thread.on('error', onError).on('exit', onExit);
      return () => thread.off('error', onError).off('exit', onExit);
    },
    send: (question) => thread.postMessage(question, [...handedOver(question)]),
    end: async () => {
      await thread.terminate();
    },
  };
};

const start = (program: string, heap: number): Worker => {
  const resourceLimits = { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 64 };
  // The built server has its workers beside it; run from sources they are TypeScript, as this is.
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL(`./${program}.js`, import.meta.url), { resourceLimits });
  const source = new URL(`./${program}.ts`, import.meta.url);
  const script = `import('tsx/esm/api').then((tsx) => (tsx.register(), import('${source}')))`;
  return new Worker(script, { eval: true, execArgv: [], resourceLimits });
};
