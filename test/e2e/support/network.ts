import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import type { TestServer } from './server.ts';

/** A way to the server that can be bad: slow, or gone. Pages are opened at its `url`. */
export interface TestNetwork {
  readonly url: string;
  /** Ends all connections and lets no new one through, as in a tunnel. */
  cut(): void;
  restore(): void;
  /** Lets every piece of data pass only after `ms`, each way. */
  slowTo(ms: number): void;
  close(): Promise<void>;
}

export const openNetwork = async (server: Pick<TestServer, 'url'>): Promise<TestNetwork> => {
  const { hostname, port } = new URL(server.url);
  const sockets = new Set<Socket>();
  let isCut = false;
  let delay = 0;

  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Broken connections are what this is for; each side sees its own close.
    socket.on('error', () => socket.destroy());
    return socket;
  };

  const late = () =>
    new Transform({
      transform: (bytes, _encoding, pass) => {
        setTimeout(() => pass(null, bytes), delay);
      },
    });

  const listener = createServer((near) => {
    keep(near);
    if (isCut) {
      near.destroy();
      return;
    }
    const far = keep(connect(Number(port), hostname));
    near.pipe(late()).pipe(far);
    far.pipe(late()).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');

  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut: () => {
      isCut = true;
      endAll();
    },
    restore: () => {
      isCut = false;
    },
    slowTo: (ms) => {
      delay = ms;
    },
    close: async () => {
      endAll();
      listener.close();
      await once(listener, 'close');
    },
  };
};
