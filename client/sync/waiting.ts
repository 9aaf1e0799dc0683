import { Failure } from '../api/failure.ts';

/** Waits that grow from half a second to half a minute, and end early when woken. */
export interface Waiting {
  /** Answers false when closed. */
  next(): Promise<boolean>;
  /** The server is back, or a person asked to try now. */
  wake(): void;
  close(): void;
}

const shortest = 500;
const longest = 30_000;

export const createWaiting = (): Waiting => {
  const finishers = new Set<() => void>();
  let wait = shortest;
  let isClosed = false;
  const finishAll = (): void => {
    for (const finish of [...finishers]) finish();
  };
  return {
    next: () =>
      new Promise((resolve) => {
        const finish = (): void => {
          clearTimeout(timer);
          finishers.delete(finish);
          resolve(!isClosed);
        };
        const timer = setTimeout(finish, wait);
        wait = Math.min(longest, wait * 2);
        finishers.add(finish);
        if (isClosed) finish();
      }),
    wake: () => {
      wait = shortest;
      finishAll();
    },
    close: () => {
      isClosed = true;
      finishAll();
    },
  };
};

/** True when trying later may help: the server is away, overloaded or cannot store just now. */
export const mayPass = (error: unknown): boolean =>
  error instanceof Failure &&
  (error.code === 'unreachable' ||
    error.code === 'notStored' ||
    error.code === 'tooManyRequests' ||
    error.code === 'internal' ||
    error.code === 'unexpected');
