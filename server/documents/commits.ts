/** Which of a document's appends are on disk. Appends are numbered by `seq`, without gaps. */
export interface Commits {
  /** Of the newest append, committed or not. */
  readonly last: number;
  /** All appends up to this one are on disk. */
  readonly committed: number;
  readonly failed: boolean;
  /** Why it failed; undefined while it has not. */
  readonly cause: unknown;
  /** Follows one more append. */
  add(stored: Promise<unknown>): void;
  /** Everything up to now is on disk. Rejects when an append failed. */
  settled(): Promise<void>;
  /** Tells of every step forward, and of a failure. */
  observe(listener: () => void): () => void;
  /** Nothing that is not on disk now will ever be. */
  fail(cause: unknown): void;
}

export const createCommits = (start: number): Commits => {
  const pending = new Set<number>();
  const listeners = new Set<() => void>();
  let isToTell = false;
  let last = start;
  let failure: { cause: unknown } | null = null;

  const committed = (): number => {
    // A set gives its oldest member first.
    const oldest = pending.values().next();
    return oldest.done === true ? last : oldest.value - 1;
  };

  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };

  /** Appends of one group are stored at the same moment: their listeners hear of it once. */
  const tellSoon = (): void => {
    if (isToTell) return;
    isToTell = true;
    queueMicrotask(() => {
      isToTell = false;
      if (failure === null) tell();
    });
  };

  const fail = (cause: unknown): void => {
    if (failure !== null) return;
    failure = { cause };
    tell();
  };

  const observe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  return {
    get last() {
      return last;
    },
    get committed() {
      return committed();
    },
    get failed() {
      return failure !== null;
    },
    get cause() {
      return failure?.cause;
    },
    add: (stored) => {
      const seq = ++last;
      pending.add(seq);
      stored.then(() => {
        // After a failure the place where the gap is must not be passed any more.
        if (failure !== null) return;
        pending.delete(seq);
        tellSoon();
      }, fail);
    },
    settled: () => {
      const until = last;
      return new Promise((resolve, reject) => {
        const look = (): boolean => {
          if (failure !== null) reject(failure.cause);
          else if (committed() >= until) resolve();
          else return false;
          return true;
        };
        if (look()) return;
        const stop = observe(() => {
          if (look()) stop();
        });
      });
    },
    observe,
    fail,
  };
};
