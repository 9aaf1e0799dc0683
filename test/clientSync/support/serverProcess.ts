import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../storage/temporaryFolder.ts';
import type { Person } from './server.ts';

/** The server as a process of its own, which can be killed. */
export interface ServerProcess {
  readonly origin: string;
  /** Sets the workspace up and signs its owner in. */
  setUp(): Promise<Person>;
  /** `kill -9`: nothing is flushed, nobody is told. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  end(): Promise<void>;
}

const main = fileURLToPath(new URL('../../../server/main.ts', import.meta.url));

export const startServerProcess = async (): Promise<ServerProcess> => {
  const folder = await temporaryFolder();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    child = spawn(process.execPath, ['--import', 'tsx', main], {
      env: {
        ...process.env,
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: folder.path,
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout!, 'data');
  };
  const kill = async (): Promise<void> => {
    if (child === null || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };

  await start();
  return {
    origin,
    setUp: async () => {
      const response = await fetch(`${origin}/api/setup`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({
          name: 'Ada',
          email: 'ada@example.org',
          password: 'correct horse',
          sample: null,
        }),
      });
      const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
      const me = await fetch(`${origin}/api/me`, { headers: { cookie } });
      const { user } = (await me.json()) as { user: { id: string } };
      return { id: user.id, name: 'Ada', role: 'owner', cookie };
    },
    kill,
    start,
    end: async () => {
      await kill();
      await folder.remove();
    },
  };
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
};
