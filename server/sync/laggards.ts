import { syncLimits } from './limits.ts';

/** The sockets of this process whose readers lag behind; they share what may wait in memory. */
export interface Laggards {
  /** Bytes that may wait for each of them. */
  readonly allowance: number;
  add(socket: object): void;
  remove(socket: object): void;
}

export const createLaggards = (): Laggards => {
  const sockets = new Set<object>();
  const { waitingForReader, waitingForAll, waitingAtLeast } = syncLimits;
  return {
    get allowance() {
      const share = waitingForAll / Math.max(1, sockets.size);
      return Math.max(waitingAtLeast, Math.min(waitingForReader, share));
    },
    add: (socket) => {
      sockets.add(socket);
    },
    remove: (socket) => {
      sockets.delete(socket);
    },
  };
};
