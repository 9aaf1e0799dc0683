import type { VirtualTime } from './virtualTime.ts';

/** The platform's BroadcastChannel, in simulated time: a tab that sleeps hears late, a dead one never. */
export const broadcastIn = (time: VirtualTime) => {
  const channels = new Map<string, Set<Channel>>();
  class Channel {
    onmessage: ((event: { data: unknown }) => void) | null = null;
    readonly #name: string;
    readonly #program = time.program;

    constructor(name: string) {
      this.#name = name;
      channels.set(name, (channels.get(name) ?? new Set()).add(this));
    }

    postMessage(data: unknown): void {
      for (const other of channels.get(this.#name) ?? [])
        if (other !== this)
          time.after(1, other.#program, () => other.onmessage?.({ data: structuredClone(data) }));
    }

    close(): void {
      channels.get(this.#name)?.delete(this);
    }
  }
  return Channel;
};

/** The platform's MessageChannel, from its second port to its first one, as the store uses it. */
export const messagesIn = (time: VirtualTime) =>
  class {
    readonly #program = time.program;
    readonly port1: Port = { onmessage: null, close: () => {} };
    readonly port2 = {
      postMessage: (data: unknown): void =>
        time.after(0, this.#program, () => this.port1.onmessage?.({ data })),
      close: (): void => {
        this.port1.onmessage = null;
      },
    };
  };

interface Port {
  onmessage: ((event: { data: unknown }) => void) | null;
  close(): void;
}
