import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ready, Workplace } from './limitedWorker.ts';

/**
 * Starts `program`, a module beside this one that `vite.config.ts` builds as an entry, as a process
 * of its own: a thread that asks for more memory than there is can end the whole server, and this
 * cannot. `heap` in MiB. The program calls `serveParent`.
 */
export const startChildProcess = <Question extends object, Answer>(
  program: string,
  heap: number,
): Workplace<Question, Answer> => {
  const child = start(program, heap);
  child.unref();
  child.channel?.unref();
  // One that could not be started or asked ends, or has ended; `exit` says so.
  child.on('error', () => {});
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    onMessage: (listener) => {
      const tell = (message: unknown): void => listener(message as typeof ready | Answer);
      child.on('message', tell);
      return () => child.off('message', tell);
    },
    onEnd: (listener) => {
      const onError = (error: Error): void => listener(error.message);
      const onExit = (code: number | null, signal: NodeJS.Signals | null): void =>
        listener(`it ended (${signal ?? code})`);
      child.on('error', onError).on('exit', onExit);
      return () => child.off('error', onError).off('exit', onExit);
    },
    send: (question) => {
      // It may be gone already: then its exit is told.
      child.send(question, () => {});
    },
    end: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

const start = (program: string, heap: number): ChildProcess => {
  const limit = `--max-old-space-size=${heap}`;
  const isBuilt = !import.meta.url.endsWith('.ts');
  // Run from sources it is TypeScript, as this is.
  const loader = isBuilt ? [] : ['--import', String(pathToFileURL(resolve('tsx')))];
  const path = fileURLToPath(new URL(`./${program}.${isBuilt ? 'js' : 'ts'}`, import.meta.url));
  return fork(path, [], {
    execArgv: [...loader, limit],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
};

const { resolve } = createRequire(import.meta.url);
