import type { WebSocket } from 'ws';
import { closeSoon } from './closeSoon.ts';
import type { Transport } from './durableSocket.ts';

/** A WebSocket as what frames are sent over. */
export const socketTransport = (socket: WebSocket): Transport => ({
  get readyState() {
    return socket.readyState;
  },
  get bufferedAmount() {
    return socket.bufferedAmount;
  },
  send: (frame) => socket.send(frame),
  close: (code, reason) => closeSoon(socket, code, reason),
  // It goes behind all that waits, and is written when all of that was.
  whenTaken: (listener) => socket.ping(undefined, undefined, () => listener()),
});
