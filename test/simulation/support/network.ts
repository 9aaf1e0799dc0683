import { EventEmitter } from 'node:events';
import type { Chance } from './chance.ts';
import type { Program, VirtualTime } from './virtualTime.ts';

/** What the network does to what goes over it. Order is kept within a connection. */
export interface Weather {
  /** ms, for each frame. */
  least: number;
  most: number;
  /** Share of requests that get lost before, or after, they took effect. */
  lostRequests: number;
}

/** A server's side of the network; null while nothing listens. */
export interface Listener {
  readonly program: Program;
  /** Somebody connects to `/sync` with this cookie. */
  connect(socket: ServerEnd, cookie: string): void;
}

/** Connections between tabs and the server. */
export interface Network {
  weather: Weather;
  listener: Listener | null;
  /** Looks at each frame as it leaves the server. */
  watch: (frame: Uint8Array) => void;
  /** The class that a tab uses as its `WebSocket`. */
  socketsOf(tab: Program, cookie: string): typeof ClientEnd;
  lines(): readonly Line[];
  /** A program died: its system tells the other ends after so many ms, or nobody does. */
  forget(program: Program, tellAfter: number | null): void;
}

export type Direction = 'up' | 'down';

/** One connection, both ends. */
export interface Line {
  readonly tab: Program;
  /** Neither end was told yet that nothing goes one of the ways any more. */
  readonly isDeaf: boolean;
  /** Frames of this direction vanish from now on; nobody is told. */
  deafen(direction: Direction): void;
  /** Frames of this direction wait until `ms` from now. */
  stall(direction: Direction, ms: number): void;
  /** Nothing arrives any more; each end is told after so many ms, or never. */
  cut(tellClient: number | null, tellServer: number | null): void;
}

const open = 1;
const closing = 2;
const closed = 3;
const abnormal = 1006;
/** ms until a browser gives up waiting for the other end to agree, or to answer at all. */
const closingTakes = 5_000;
const connectingTakes = 20_000;

export const createNetwork = (time: VirtualTime, chance: Chance): Network => {
  const lines = new Set<Wire>();
  let count = 0;
  const network: Network = {
    weather: { least: 1, most: 20, lostRequests: 0 },
    listener: null,
    watch: () => {},
    socketsOf: (tab, cookie) =>
      class extends ClientEnd {
        constructor() {
          super();
          const wire = new Wire(this, tab, time, chance.fork(`line ${++count}`), network);
          lines.add(wire);
          this.wire = wire;
          wire.ended = () => lines.delete(wire);
          wire.connect(cookie);
        }
      },
    lines: () => [...lines],
    forget: (program, tellAfter) => {
      for (const line of [...lines])
        if (line.tab === program) {
          line.cut(null, tellAfter);
          lines.delete(line);
        } else if (line.server?.program === program) line.cut(tellAfter, null);
    },
  };
  return network;
};

class Wire implements Line {
  readonly tab: Program;
  readonly client: ClientEnd;
  server: ServerEnd | null = null;
  ended: () => void = () => {};
  readonly #time: VirtualTime;
  readonly #chance: Chance;
  readonly #network: Network;
  readonly #ways: Record<Direction, { last: number; isDeaf: boolean; stalledUntil: number }> = {
    up: { last: 0, isDeaf: false, stalledUntil: 0 },
    down: { last: 0, isDeaf: false, stalledUntil: 0 },
  };

  constructor(
    client: ClientEnd,
    tab: Program,
    time: VirtualTime,
    chance: Chance,
    network: Network,
  ) {
    this.client = client;
    this.tab = tab;
    this.#time = time;
    this.#chance = chance;
    this.#network = network;
  }

  /** In order: after everything that went the same way before. */
  carry(direction: Direction, deliver: () => void): void {
    const way = this.#ways[direction];
    const { least, most } = this.#network.weather;
    const { now } = this.#time;
    const at = Math.max(
      now + least + this.#chance.random() * (most - least),
      way.last,
      way.stalledUntil,
    );
    way.last = at;
    const program = direction === 'down' ? this.tab : (this.server?.program ?? null);
    this.#time.after(at - now, program, () => {
      if (!way.isDeaf) deliver();
    });
  }

  connect(cookie: string): void {
    const fail = (): void => this.client.fail();
    this.#time.after(connectingTakes, this.tab, () => {
      if (this.client.readyState === 0) fail();
    });
    this.carry('up', () => {
      const { listener } = this.#network;
      if (listener === null || !this.tab.isOnline) {
        this.#time.after(1, this.tab, fail);
        return;
      }
      const server = new ServerEnd(this, listener.program);
      this.server = server;
      this.carry('down', () => this.client.opened());
      listener.connect(server, cookie);
    });
  }

  fromServer(data: Uint8Array): void {
    this.#network.watch(data);
    const copy = data.slice();
    this.carry('down', () => this.client.received(copy));
  }

  get isDeaf(): boolean {
    return this.#ways.up.isDeaf || this.#ways.down.isDeaf;
  }

  deafen(direction: Direction): void {
    this.#ways[direction].isDeaf = true;
  }

  stall(direction: Direction, ms: number): void {
    this.#ways[direction].stalledUntil = this.#time.now + ms;
  }

  cut(tellClient: number | null, tellServer: number | null): void {
    this.deafen('up');
    this.deafen('down');
    const server = this.server;
    if (tellClient !== null) this.#time.after(tellClient, this.tab, () => this.client.fail());
    if (tellServer !== null && server !== null)
      this.#time.after(tellServer, server.program, () => server.terminate());
  }

  later(ms: number, happen: () => void): void {
    this.#time.after(ms, this.tab, happen);
  }
}

type Listening = (event: never) => void;

/** A browser's WebSocket. */
export class ClientEnd {
  readyState = 0;
  binaryType = 'arraybuffer';
  wire: Wire | null = null;
  readonly #listeners = new Map<string, Set<Listening>>();

  addEventListener(type: string, listener: Listening): void {
    const known = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, known.add(listener));
  }

  removeEventListener(type: string, listener: Listening): void {
    this.#listeners.get(type)?.delete(listener);
  }

  #emit(type: string, event: object): void {
    for (const listener of [...(this.#listeners.get(type) ?? [])]) listener(event as never);
  }

  send(data: Uint8Array): void {
    if (this.readyState !== open) return;
    const copy = Buffer.from(data);
    this.wire?.carry('up', () => this.wire?.server?.received(copy));
  }

  close(): void {
    if (this.readyState >= closing) return;
    const wasOpen = this.readyState === open;
    this.readyState = closing;
    if (!wasOpen) {
      this.wire?.later(1, () => this.fail());
      return;
    }
    this.wire?.carry('up', () => this.wire?.server?.closedByClient());
    this.wire?.later(closingTakes, () => this.fail());
  }

  opened(): void {
    if (this.readyState !== 0) return;
    this.readyState = open;
    this.#emit('open', { type: 'open' });
  }

  received(data: Uint8Array): void {
    if (this.readyState !== open && this.readyState !== closing) return;
    this.#emit('message', { type: 'message', data: data.buffer });
  }

  /** The connection is gone without a word. */
  fail(): void {
    if (this.readyState === closed) return;
    const wasConnecting = this.readyState === 0;
    this.ended(abnormal, '');
    if (wasConnecting) this.wire?.server?.terminate();
  }

  ended(code: number, reason: string): void {
    if (this.readyState === closed) return;
    const wasConnecting = this.readyState === 0;
    this.readyState = closed;
    this.wire?.ended();
    if (wasConnecting) this.#emit('error', { type: 'error', message: 'cannot connect' });
    this.#emit('close', { type: 'close', code, reason });
  }
}

/** A socket of `ws` at the server, as `openVisit` knows it. */
export class ServerEnd extends EventEmitter {
  readonly OPEN = open;
  readyState = open;
  bufferedAmount = 0;
  readonly program: Program;
  readonly #wire: Wire;

  constructor(wire: Wire, program: Program) {
    super();
    this.#wire = wire;
    this.program = program;
  }

  send(data: Uint8Array): void {
    if (this.readyState === open) this.#wire.fromServer(data);
  }

  close(code = 1000, reason = ''): void {
    if (this.readyState >= closing) return;
    this.readyState = closing;
    const { client } = this.#wire;
    this.#wire.carry('down', () => {
      client.ended(code, reason);
      this.#wire.carry('up', () => this.#end(code, reason));
    });
  }

  /** The client's system tells that nobody is there, unless the network swallows that too. */
  terminate(): void {
    if (this.readyState === closed) return;
    this.#wire.carry('down', () => this.#wire.client.fail());
    this.#end(abnormal, '');
  }

  ping(): void {
    if (this.readyState !== open) return;
    this.#wire.carry('down', () => this.#wire.carry('up', () => this.emit('pong')));
  }

  received(data: Buffer): void {
    if (this.readyState !== closed) this.emit('message', data);
  }

  closedByClient(): void {
    const { client } = this.#wire;
    this.#end(1000, '');
    this.#wire.carry('down', () => client.ended(1000, ''));
  }

  #end(code: number, reason: string): void {
    if (this.readyState === closed) return;
    this.readyState = closed;
    this.emit('close', code, Buffer.from(reason));
  }
}
