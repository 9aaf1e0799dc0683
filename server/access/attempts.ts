import { createHash } from 'node:crypto';
import { minute } from './dependencies.ts';
import { Refusal } from './refusal.ts';

/** Slows down whoever guesses passwords. */
export interface Attempts {
  /**
   * Counts an attempt before it is checked, so that many at once do not slip through. Throws the
   * refusal `tooManyAttempts` with the seconds to wait.
   */
  begin(email: string, address: string): void;
  /** Takes back what was counted for someone who turned out to know the password. */
  forgive(email: string, address: string): void;
}

/** So long after the last attempt, all of them are forgotten. */
const window = 15 * minute;
/** Some 10 MB. */
const mostCounts = 50_000;

interface Limit {
  /** Attempts without waiting. */
  readonly free: number;
  /** ms to which the wait grows, from a second, with each attempt more. */
  readonly longestWait: number;
}

/**
 * One person mistyping, many machines trying one account, one machine trying many accounts. A whole
 * company may come from one address, and anybody can try anybody's: waits that others brought
 * about are short.
 */
const limits = {
  pair: { free: 8, longestWait: minute },
  email: { free: 100, longestWait: 5_000 },
  address: { free: 600, longestWait: 5_000 },
} as const satisfies Record<string, Limit>;

interface Count {
  readonly attempts: number;
  /** When the next is looked at. */
  readonly from: number;
  /** When it is forgotten. */
  readonly until: number;
}

/** In memory: a restart forgives, which costs an attacker more than it gives. */
export const createAttempts = (now: () => number): Attempts => {
  /** By hash: what strangers send is not kept. The longest unused first. */
  const counts = new Map<string, Count>();
  let nextSweep = 0;

  const keysOf = (email: string, address: string): readonly [Limit, string][] => [
    [limits.pair, keyOf('pair', address, email)],
    [limits.email, keyOf('email', email)],
    [limits.address, keyOf('address', address)],
  ];

  const forgetOld = (time: number): void => {
    if (time >= nextSweep) {
      for (const [key, { until }] of counts) if (until <= time) counts.delete(key);
      nextSweep = time + minute;
    }
    for (const key of counts.keys()) {
      if (counts.size < mostCounts) break;
      counts.delete(key);
    }
  };

  const attemptsOf = (key: string, time: number): number => {
    const count = counts.get(key);
    return count === undefined || count.until <= time ? 0 : count.attempts;
  };

  return {
    begin: (email, address) => {
      const time = now();
      forgetOld(time);
      const keys = keysOf(email, address);
      const from = Math.max(...keys.map(([, key]) => counts.get(key)?.from ?? time));
      if (from > time)
        throw new Refusal('tooManyAttempts', { retryAfter: Math.ceil((from - time) / 1_000) });
      for (const [limit, key] of keys) {
        const attempts = attemptsOf(key, time) + 1;
        counts.delete(key);
        counts.set(key, {
          attempts,
          from: time + waitAfter(attempts, limit),
          until: time + window,
        });
      }
    },

    forgive: (email, address) => {
      const time = now();
      for (const [limit, key] of keysOf(email, address)) {
        const count = counts.get(key);
        if (count === undefined) continue;
        if (limit === limits.pair) counts.delete(key);
        else counts.set(key, { ...count, attempts: count.attempts - 1, from: time });
      }
    },
  };
};

const keyOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64');

const waitAfter = (attempts: number, { free, longestWait }: Limit): number =>
  attempts < free ? 0 : Math.min(longestWait, 1_000 * 2 ** (attempts - free));
