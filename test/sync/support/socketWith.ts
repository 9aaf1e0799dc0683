import { WebSocket } from 'ws';

/** A WebSocket for the provider in Node: one that sends `headers`, as a browser sends its cookie. */
export const socketWith = (headers: Readonly<Record<string, string>>) =>
  class extends WebSocket {
    constructor(address: string) {
      super(address, { headers });
      // The provider takes its own listeners away before it closes a socket that still connects.
      this.on('error', () => {});
    }
  };
