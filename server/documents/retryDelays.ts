/** How long something that failed is left alone: half a second, doubled each time, 30 s at most. */
export interface RetryDelays {
  mayTry(name: string): boolean;
  failed(name: string): void;
  worked(name: string): void;
}

const first = 500;
const longest = 30_000;

export const createRetryDelays = (now: () => number): RetryDelays => {
  const failures = new Map<string, { readonly delay: number; readonly until: number }>();
  return {
    mayTry: (name) => now() >= (failures.get(name)?.until ?? 0),
    failed: (name) => {
      const previous = failures.get(name);
      const delay = previous === undefined ? first : Math.min(longest, previous.delay * 2);
      failures.set(name, { delay, until: now() + delay });
    },
    worked: (name) => {
      failures.delete(name);
    },
  };
};
