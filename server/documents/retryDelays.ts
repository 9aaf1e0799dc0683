/** How long something that failed is left alone: longer each time that it fails again. */
export interface RetryDelays {
  mayTry(name: string): boolean;
  failed(name: string): void;
  worked(name: string): void;
}

/** ms: doubled each time until the longest. */
export interface DelayLimits {
  readonly first: number;
  readonly longest: number;
}

const usual: DelayLimits = { first: 500, longest: 30_000 };

export const createRetryDelays = (
  now: () => number,
  { first, longest }: DelayLimits = usual,
): RetryDelays => {
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
