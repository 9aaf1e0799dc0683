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

const minute = 60_000;
const window = 15 * minute;

/**
 * One person mistyping, one machine trying many accounts, many machines trying one account. The
 * last is wide, so that nobody can lock another person out with a handful of requests.
 */
const limits = { pair: 8, address: 60, email: 200 } as const;
type Limit = keyof typeof limits;

/** In memory: a restart forgives, which costs an attacker more than it gives. */
export const createAttempts = (now: () => number): Attempts => {
  const counts = new Map<string, { attempts: number; until: number }>();

  const keysOf = (email: string, address: string): [Limit, string][] => [
    ['pair', `pair ${address} ${email}`],
    ['address', `address ${address}`],
    ['email', `email ${email}`],
  ];

  const forgetOld = (time: number): void => {
    if (counts.size < 10_000) return;
    for (const [key, { until }] of counts) if (until <= time) counts.delete(key);
  };

  return {
    begin: (email, address) => {
      const time = now();
      forgetOld(time);
      const keys = keysOf(email, address);
      const current = (key: string) => {
        const count = counts.get(key);
        return count !== undefined && count.until > time
          ? count
          : { attempts: 0, until: time + window };
      };
      for (const [limit, key] of keys) {
        const { attempts, until } = current(key);
        if (attempts >= limits[limit])
          throw new Refusal('tooManyAttempts', { retryAfter: Math.ceil((until - time) / 1_000) });
      }
      for (const [, key] of keys) {
        const { attempts, until } = current(key);
        counts.set(key, { attempts: attempts + 1, until });
      }
    },

    forgive: (email, address) => {
      for (const [limit, key] of keysOf(email, address)) {
        const count = counts.get(key);
        if (count === undefined) continue;
        if (limit === 'pair') counts.delete(key);
        else count.attempts -= 1;
      }
    },
  };
};
