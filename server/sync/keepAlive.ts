import type { WebSocket } from 'ws';

const pingEvery = 25_000;

/**
 * Ends a socket whose other end has silently gone: nothing came from there, and nothing that waits
 * was taken, from one ping to the next. Answers how to stop.
 */
export const keepAlive = (socket: WebSocket, onAlive: () => void): (() => void) => {
  let isAlive = true;
  let waited = 0;
  const live = (): void => {
    isAlive = true;
    onAlive();
  };
  socket.on('pong', live);
  const timer = setInterval(() => {
    const waits = socket.bufferedAmount;
    // The ping stands behind what waits: a slow reader answers it late.
    if (waits < waited) live();
    waited = waits;
    if (!isAlive) socket.terminate();
    isAlive = false;
    socket.ping();
  }, pingEvery);
  return () => clearInterval(timer);
};
