import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../e2e/support/freePort.ts';
import { type Memory, readMemory } from './memory.ts';

/** A contender's server in a process of its own, on a free port of the loopback interface. */
export interface BenchServer {
  /** `http://127.0.0.1:<port>`; its sockets are at the same address with `ws:`. */
  readonly url: string;
  readonly pid: number;
  /** What it has written so far. */
  log(): string;
  /** Of it and all processes that it started, as the system sees them. */
  memory(): Memory;
  /** Bytes that its JavaScript uses, after the garbage was collected: wants `--expose-gc`. */
  heap(): Promise<Heap>;
  /** The longest time in ms that its event loop was held up since this was last asked. */
  stall(): Promise<number>;
  /** Its CPU time until now, in ms. */
  cpu(): Promise<number>;
  /** Asks it to end, and waits until it has; after 20 s ends it as `kill9` does. */
  stop(): Promise<void>;
  kill9(): Promise<void>;
}

export interface Heap {
  readonly rss: number;
  readonly heapUsed: number;
  readonly arrayBuffers: number;
  readonly external: number;
}

export interface ServerStart {
  readonly env?: Readonly<Record<string, string>>;
  /** For Node itself, such as `--expose-gc`. */
  readonly nodeArgs?: readonly string[];
  /** A free one unless given: who was killed comes back where its clients look for it. */
  readonly port?: number;
  /** How long it may take until it answers, in ms; 60 s unless given. */
  readonly patience?: number;
}

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The built Suanpan, with its data in `folder`. */
export const startSuanpan = async (
  folder: string,
  start: ServerStart = {},
): Promise<BenchServer> => {
  const port = start.port ?? (await freePort());
  const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: folder, ...start.env };
  return startServer(path('../../../dist/server/main.js'), [], port, '/healthz', { ...start, env });
};

/** Baseline A: stock Hocuspocus that keeps whole states in a SQLite file. */
export const startHocuspocus = async (
  file: string,
  start: ServerStart = {},
): Promise<BenchServer> => {
  const port = start.port ?? (await freePort());
  return startServer(path('../peers/hocuspocus.mjs'), [String(port), file], port, '/', start);
};

/** Baseline W: stock y-websocket's server, nothing durable. */
export const startWebsocket = async (start: ServerStart = {}): Promise<BenchServer> => {
  const port = start.port ?? (await freePort());
  return startServer(path('../peers/websocket.mjs'), [String(port)], port, '/', start);
};

/** What is still running ends with this process, however it ends. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const startServer = async (
  program: string,
  args: readonly string[],
  port: number,
  answersAt: string,
  { env = {}, nodeArgs = [], patience = 60_000 }: ServerStart,
): Promise<BenchServer> => {
  const child = spawn(
    process.execPath,
    [...nodeArgs, '--import', path('../peers/instrument.mjs'), program, ...args],
    {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        SUANPAN_BENCH_PARENT: String(process.pid),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  running.add(child);
  child.once('exit', () => running.delete(child));
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes: Buffer) => {
      written = (written + bytes.toString()).slice(-keptLog);
    });
  const url = `http://127.0.0.1:${port}`;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    const force = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await exit;
    clearTimeout(force);
  };
  try {
    await untilAnswering(url + answersAt, child, patience);
  } catch (error) {
    await end('SIGKILL');
    throw new Error(`${program}: ${(error as Error).message}\n${written}`);
  }
  const ask = questions(child);
  return {
    url,
    pid: child.pid!,
    log: () => written,
    memory: () => readMemory(child.pid!),
    heap: () => ask<Heap>('memory'),
    stall: () => ask<number>('stall'),
    cpu: () => ask<number>('cpu'),
    stop: () => end('SIGTERM'),
    kill9: () => end('SIGKILL'),
  };
};

const keptLog = 100_000;

/** Asks what `peers/instrument.mjs` answers. */
const questions = (child: ChildProcess): (<Answer>(question: string) => Promise<Answer>) => {
  let last = 0;
  return (benchQuestion) =>
    new Promise((resolve, reject) => {
      const number = ++last;
      const leave = (): void => {
        child.off('message', onAnswer).off('exit', onExit);
      };
      const onAnswer = (message: unknown): void => {
        const answer = message as { number?: number; benchAnswer?: never };
        if (answer.number !== number) return;
        leave();
        resolve(answer.benchAnswer as never);
      };
      const onExit = (): void => {
        leave();
        reject(new Error(`the process ended before it answered ${benchQuestion}`));
      };
      child.on('message', onAnswer).on('exit', onExit);
      child.send({ benchQuestion, number });
    });
};

const untilAnswering = async (url: string, child: ChildProcess, patience: number) => {
  const giveUpAt = performance.now() + patience;
  while (performance.now() < giveUpAt) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error('it ended before it answered');
    const answer = await fetch(url).catch(() => null);
    // An answer that nobody reads keeps its connection, and some servers wait for that at their end.
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no answer within ${patience} ms`);
};
