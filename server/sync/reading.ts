import type { WebSocket } from 'ws';

/** Whether frames are read from a socket. What is not read waits in the network, and is not lost. */
export interface Reading {
  /** Reads nothing until what it answers is called, and all others are that asked for the same. */
  hold(): () => void;
}

export const createReading = (socket: Pick<WebSocket, 'pause' | 'resume'>): Reading => {
  let holders = 0;
  return {
    hold: () => {
      if (++holders === 1) socket.pause();
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        if (--holders === 0) socket.resume();
      };
    },
  };
};
