import type { WebSocket } from 'ws';

/** ms in which the other end should agree. */
const closeWithin = 1_000;

/** Closes a socket; one whose other end does not agree is cut off. */
export const closeSoon = (socket: WebSocket, code: number, reason: string): void => {
  socket.close(code, reason);
  const timer = setTimeout(() => socket.terminate(), closeWithin).unref();
  socket.once('close', () => clearTimeout(timer));
};
