/**
 * Time that passes only when a simulation says so. Imported before anything else, because Yjs and
 * its kin take hold of the platform's clock and randomness while they are loaded: from then on
 * timers, `Date.now`, `performance.now` and randomness ask the simulation that runs, if one does.
 */
import { webcrypto } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import promised from 'node:timers/promises';

/** A program that can stop for good, or sleep: a tab, a server. */
export interface Program {
  readonly name: string;
  isDead: boolean;
  /** ms; nothing of it happens before. */
  asleepUntil: number;
  /** False: whatever it sends gets lost. */
  isOnline: boolean;
}

export interface VirtualTime {
  /** Whole ms since 1970. */
  readonly now: number;
  /** Whose turn it is. */
  readonly program: Program | null;
  /** Lets something happen after `delay` ms, as an affair of `program`. */
  after(delay: number, program: Program | null, happen: () => void): void;
  /** Counts work that is done elsewhere (a thread of SQLite's) until it is done. */
  tracked<T>(work: Promise<T>): Promise<T>;
  /**
   * Work of `program` that goes on by itself for some turns of the event loop, or waits for what
   * must come first.
   */
  loose<T>(program: Program, work: Promise<T>): Promise<T>;
  /** Does something as `program` and waits until nothing goes on any more without time passing. */
  turn<T>(program: Program | null, work: () => T): Promise<T>;
  /** Lets time pass, and everything happen that is due. */
  pass(ms: number): Promise<void>;
  /** Gives the platform its clock back. */
  end(): void;
}

interface Due {
  at: number;
  readonly order: number;
  readonly program: Program | null;
  readonly happen: () => void;
  isOff: boolean;
}

const real = {
  setTimeout: globalThis.setTimeout,
  wait: promised.setTimeout,
  setInterval: globalThis.setInterval,
  clearTimeout: globalThis.clearTimeout,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  clearImmediate: globalThis.clearImmediate,
  now: Date.now,
  performanceNow: performance.now.bind(performance),
  random: Math.random,
  getRandomValues: webcrypto.getRandomValues.bind(webcrypto),
};

interface Running extends VirtualTime {
  timer(happen: () => void, ms: number, isRepeated: boolean): VirtualTimer;
  immediate(happen: () => void): NodeJS.Immediate;
  clearImmediate(immediate: NodeJS.Immediate): void;
  random(): number;
}
let running: Running | null = null;

/** What `setTimeout` answers in Node. */
class VirtualTimer {
  due: Due | null = null;
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
  off(): void {
    if (this.due !== null) this.due.isOff = true;
    this.due = null;
  }
}

/** More than a request goes through without waiting for anything. */
const looseTurns = 20;

/** Only one at a time. `random` is what the programs get for chance. */
export const startVirtualTime = (start: number, random: () => number): VirtualTime => {
  const heap = createHeap();
  let now = start;
  let order = 0;
  let program: Program | null = null;
  let underWay = 0;
  const loose = new Set<{ readonly of: Program }>();
  const immediates = new Set<NodeJS.Immediate>();

  const add = (delay: number, of: Program | null, happen: () => void): Due => {
    const at = now + Math.max(0, Math.ceil(delay));
    const due = { at, order: order++, program: of, happen, isOff: false };
    heap.push(due);
    return due;
  };

  /** Nothing is left to be done in this moment: promises have settled too. */
  const quiet = async (): Promise<void> => {
    let idle = 0;
    for (const noted of loose) if (noted.of.isDead) loose.delete(noted);
    while (idle < (loose.size > 0 ? looseTurns : 1)) {
      await new Promise<void>((resolve) => real.setImmediate(resolve));
      idle = underWay + immediates.size === 0 ? idle + 1 : 0;
    }
  };

  const time: Running = {
    get now() {
      return now;
    },
    get program() {
      return program;
    },
    after: (delay, of, happen) => void add(delay, of, happen),
    tracked: (work) => {
      underWay++;
      const done = (): void => {
        underWay--;
      };
      work.then(done, done);
      return work;
    },
    loose: (of, work) => {
      const noted = { of };
      loose.add(noted);
      const done = (): void => void loose.delete(noted);
      work.then(done, done);
      return work;
    },
    turn: async (of, work) => {
      program = of;
      const result = work();
      await quiet();
      program = null;
      return result;
    },
    pass: async (ms) => {
      const until = now + Math.ceil(ms);
      for (let next = heap.peek(); next !== undefined && next.at <= until; next = heap.peek()) {
        heap.pop();
        if (next.isOff || next.program?.isDead === true) continue;
        const wakes = next.program?.asleepUntil ?? 0;
        if (wakes > next.at) {
          // Keeps its order among what else the program sleeps through.
          next.at = wakes;
          heap.push(next);
          continue;
        }
        now = next.at;
        await time.turn(next.program, next.happen);
      }
      now = until;
    },
    timer: (happen, ms, isRepeated) => {
      const timer = new VirtualTimer();
      const of = program;
      const every = Math.max(1, Number(ms) || 0);
      const set = (): void => {
        timer.due = add(every, of, () => {
          if (isRepeated) set();
          happen();
        });
      };
      set();
      return timer;
    },
    immediate: (happen) => {
      const of = program;
      const immediate = real.setImmediate(() => {
        immediates.delete(immediate);
        const before = program;
        program = of;
        happen();
        program = before;
      });
      immediates.add(immediate);
      return immediate;
    },
    clearImmediate: (immediate) => {
      immediates.delete(immediate);
      real.clearImmediate(immediate);
    },
    random,
    end: () => {
      running = null;
    },
  };
  running = time;
  return time;
};

const clear = (timer: unknown): void => {
  if (timer instanceof VirtualTimer) timer.off();
  else real.clearTimeout(timer as NodeJS.Timeout);
};

type Callback = (...args: unknown[]) => void;
const platform: Record<string, unknown> = {
  setTimeout: (happen: Callback, ms?: number, ...args: unknown[]) =>
    running === null
      ? real.setTimeout(happen, ms, ...args)
      : running.timer(() => happen(...args), ms ?? 0, false),
  setInterval: (happen: Callback, ms?: number, ...args: unknown[]) =>
    running === null
      ? real.setInterval(happen, ms, ...args)
      : running.timer(() => happen(...args), ms ?? 0, true),
  clearTimeout: clear,
  clearInterval: clear,
  setImmediate: (happen: Callback, ...args: unknown[]) =>
    running === null
      ? real.setImmediate(happen, ...args)
      : running.immediate(() => happen(...args)),
  clearImmediate: (immediate: NodeJS.Immediate) =>
    running === null ? real.clearImmediate(immediate) : running.clearImmediate(immediate),
};
Object.assign(globalThis, platform);
promised.setTimeout = ((ms, value, options) => {
  if (running === null) return real.wait(ms, value, options);
  const { timer } = running;
  return new Promise((resolve) => timer(() => resolve(value as never), ms ?? 0, false));
}) as typeof promised.setTimeout;
syncBuiltinESMExports();
Date.now = () => (running === null ? real.now() : running.now);
performance.now = () => (running === null ? real.performanceNow() : running.now);
Math.random = () => (running === null ? real.random() : running.random());
webcrypto.getRandomValues = (<T extends ArrayBufferView>(into: T): T => {
  if (running === null) return real.getRandomValues(into as never);
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  for (let index = 0; index < bytes.length; index++) bytes[index] = running.random() * 256;
  return into;
}) as typeof webcrypto.getRandomValues;

interface Heap {
  push(due: Due): void;
  peek(): Due | undefined;
  pop(): void;
}

/** The earliest first, and what was asked for first among those of one time. */
const createHeap = (): Heap => {
  const items: Due[] = [];
  const isBefore = (a: number, b: number): boolean => {
    const [one, other] = [items[a]!, items[b]!];
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  };
  const swap = (a: number, b: number): void => {
    [items[a], items[b]] = [items[b]!, items[a]!];
  };
  return {
    push: (due) => {
      let at = items.push(due) - 1;
      while (at > 0 && isBefore(at, (at - 1) >> 1)) {
        swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
    },
    peek: () => items[0],
    pop: () => {
      const last = items.pop()!;
      if (items.length === 0) return;
      items[0] = last;
      for (let at = 0; ; ) {
        let first = at;
        for (const child of [2 * at + 1, 2 * at + 2])
          if (child < items.length && isBefore(child, first)) first = child;
        if (first === at) return;
        swap(at, first);
        at = first;
      }
    },
  };
};
