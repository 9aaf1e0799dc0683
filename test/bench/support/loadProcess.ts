import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Jobs, Question } from '../load/serve.ts';

/** A load generator in a process of its own: what it costs is not charged to who measures. */
export interface LoadProcess<J extends Jobs> {
  /** Rejects with the job's error, or when the process ends or takes longer than `patience` ms. */
  ask<K extends keyof J & string>(
    job: K,
    input: Parameters<J[K]>[0],
    patience?: number,
  ): Promise<Awaited<ReturnType<J[K]>>>;
  end(): Promise<void>;
}

interface Asked {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

const usualPatience = 120_000;

/** Starts `test/bench/load/<program>.ts`, which calls `serve` with its jobs. */
export const startLoad = <J extends Jobs>(program: string): LoadProcess<J> => {
  const path = fileURLToPath(new URL(`../load/${program}.ts`, import.meta.url));
  const child = fork(path, [], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const asked = new Map<number, Asked>();
  const ended = once(child, 'exit');
  let last = 0;

  child.on('message', (answer: Answer) => {
    const who = asked.get(answer.id);
    if ('error' in answer) who?.reject(new Error(`${program}: ${answer.error}`));
    else who?.resolve(answer.result);
  });
  child.on('exit', (code, signal) => {
    for (const { reject } of asked.values())
      reject(new Error(`${program} ended (${signal ?? code})`));
  });

  return {
    ask: (job, input, patience = usualPatience) => {
      const id = ++last;
      let timer: NodeJS.Timeout | undefined;
      const answer = new Promise<unknown>((resolve, reject) => {
        asked.set(id, { resolve, reject });
        timer = setTimeout(() => {
          reject(new Error(`${program}: ${job} took longer than ${patience} ms`));
        }, patience);
        if (!child.connected) reject(new Error(`${program} has ended`));
        else child.send({ id, job, input } satisfies Question);
      });
      return answer.finally(() => {
        clearTimeout(timer);
        asked.delete(id);
      }) as ReturnType<(typeof child & LoadProcess<J>)['ask']>;
    },
    end: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
};
