import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './freePort.ts';

const program = fileURLToPath(new URL('../../../dist/server/main.js', import.meta.url));
const patience = 30_000;

/** A run that is broken off leaves no server behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface ServerOptions {
  /** Beside PORT, HOST and DATA_DIR, which are set. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The built server as its own process, with a data folder of its own. */
export interface TestServer {
  readonly url: string;
  readonly dataDir: string;
  /** Of the process in which it runs now. Throws when it does not run. */
  readonly pid: number;
  /** What it has written so far, over all its lives. */
  log(): string;
  /** Ends it as a power cut would. */
  kill9(): Promise<void>;
  /** Asks it to end and gives its exit code. */
  stop(): Promise<number | null>;
  /** Starts it again, on the same port and folder, and waits until it answers. */
  start(): Promise<void>;
  /** Ends it and deletes its folder. */
  remove(): Promise<void>;
}

/** Starts a server on a random loopback port and waits until it answers. */
export const startServer = async ({ env = {} }: ServerOptions = {}): Promise<TestServer> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataDir = await mkdtemp(join(tmpdir(), 'suanpan-e2e-'));
  let written = '';
  let child: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, [program], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (bytes: Buffer) => {
        written += bytes.toString();
      });
    child = started;
    running.add(started);
    started.once('exit', () => running.delete(started));
    await untilAnswering(url, started, () => written);
  };

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null) return ending?.exitCode ?? null;
    const exit = once(ending, 'exit');
    ending.kill(signal);
    const [code] = await exit;
    return typeof code === 'number' ? code : null;
  };

  await start();
  return {
    url,
    dataDir,
    get pid() {
      if (child?.pid === undefined) throw new Error('the server does not run');
      return child.pid;
    },
    log: () => written,
    kill9: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    start,
    remove: async () => {
      await end('SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

const untilAnswering = async (
  url: string,
  child: ChildProcess,
  log: () => string,
): Promise<void> => {
  const giveUpAt = Date.now() + patience;
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the server ended before it answered:\n${log()}`);
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not answer within ${patience} ms:\n${log()}`);
};
