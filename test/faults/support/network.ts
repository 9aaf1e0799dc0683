import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to the server that goes wrong when told to, as networks do. Order is kept in a connection. */
export interface BadNetwork {
  readonly url: string;
  /** Everything takes `ms` longer, and up to as much again by chance. */
  delay(ms: number): void;
  /** Nothing passes; what was sent waits. */
  stall(): void;
  /** All connections end, perhaps in the middle of a frame, and none come about. */
  cut(): void;
  /** The next connections end when so many bytes have passed, wherever that is. */
  cutAfter(bytes: number): void;
  /** What is open now is dead for ever, and nobody is told; nothing new comes about. */
  halfOpen(): void;
  /** From now on it does as it should; what was half open stays dead. */
  heal(): void;
  close(): Promise<void>;
}

interface Way {
  readonly ends: readonly [Socket, Socket];
  isDead: boolean;
  /** Bytes that may pass yet. */
  left: number;
}

/** `random` draws from 0 to 1. */
export const openBadNetwork = async (to: string, random: () => number): Promise<BadNetwork> => {
  const { hostname, port } = new URL(to);
  const ways = new Set<Way>();
  let extra = 0;
  let isCut = false;
  let bytesLeft = Number.POSITIVE_INFINITY;
  let healing: Promise<void> | null = null;
  let healed = (): void => {};

  const stop = (): void => {
    healing ??= new Promise((resolve) => {
      healed = resolve;
    });
  };
  const end = (way: Way): void => {
    ways.delete(way);
    for (const socket of way.ends) socket.destroy();
  };

  const carry = (way: Way, from: Socket, to: Socket): void => {
    // One piece after the other, so that a short delay never overtakes a long one.
    let last: Promise<void> = Promise.resolve();
    const pass = async (bytes: Buffer | null): Promise<void> => {
      if (extra > 0) await new Promise((resolve) => setTimeout(resolve, extra * (1 + random())));
      await healing;
      if (way.isDead || to.destroyed) return;
      if (bytes === null) {
        to.end();
        return;
      }
      to.write(bytes.subarray(0, way.left));
      way.left -= bytes.byteLength;
      if (way.left <= 0) end(way);
    };
    from.on('data', (bytes: Buffer) => {
      last = last.then(() => pass(bytes));
    });
    from.on('end', () => {
      last = last.then(() => pass(null));
    });
    from.on('error', () => end(way));
    from.on('close', () => {
      if (!way.isDead) last = last.then(() => pass(null));
    });
  };

  const join = async (near: Socket): Promise<void> => {
    near.on('error', () => near.destroy());
    if (isCut) {
      near.destroy();
      return;
    }
    // As a first packet that is sent again until somebody answers.
    await healing;
    const far = connect({ host: hostname, port: Number(port), noDelay: true });
    const way: Way = { ends: [near, far], isDead: false, left: bytesLeft };
    ways.add(way);
    carry(way, near, far);
    carry(way, far, near);
    near.resume();
  };

  const listener = createServer({ pauseOnConnect: true, noDelay: true }, (near) => void join(near));
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');

  return {
    url: `http://127.0.0.1:${address.port}`,
    delay: (ms) => {
      extra = ms;
    },
    stall: stop,
    cut: () => {
      isCut = true;
      for (const way of ways) end(way);
    },
    cutAfter: (bytes) => {
      bytesLeft = bytes;
      for (const way of ways) way.left = bytes;
    },
    halfOpen: () => {
      for (const way of ways) way.isDead = true;
      stop();
    },
    heal: () => {
      extra = 0;
      isCut = false;
      bytesLeft = Number.POSITIVE_INFINITY;
      for (const way of ways) way.left = bytesLeft;
      healing = null;
      healed();
    },
    close: async () => {
      for (const way of ways) end(way);
      healed();
      listener.close();
      await once(listener, 'close');
    },
  };
};
