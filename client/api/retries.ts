import { Failure } from './failure.ts';

/**
 * Does `attempt`, and again after each of `waits` (ms) while the server cannot be reached. Any
 * other failure, and an abort, ends it at once.
 */
export const withRetries = async <T>(
  waits: readonly number[],
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> => {
  for (const wait of waits) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'unreachable') throw error;
      await pause(wait, signal);
    }
  }
  return attempt();
};

const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
