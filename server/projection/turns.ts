/** Work in turns: pieces of one key follow each other, those of different keys do not wait. */
export interface Turns {
  /** What `work` answers, when all that was asked for before under `key` has ended. */
  inTurn<T>(key: string, work: () => Promise<T>): Promise<T>;
  isBusy(key: string): boolean;
  /** Resolves when all that was asked for has ended. */
  idle(): Promise<void>;
}

export const createTurns = (): Turns => {
  /** By key the end of the last piece; never rejects. */
  const ends = new Map<string, Promise<void>>();
  return {
    inTurn: (key, work) => {
      const done = (ends.get(key) ?? Promise.resolve()).then(work);
      const end = (): void => {
        if (ends.get(key) === ended) ends.delete(key);
      };
      const ended: Promise<void> = done.then(end, end);
      ends.set(key, ended);
      return done;
    },
    isBusy: (key) => ends.has(key),
    idle: async () => {
      await Promise.all(ends.values());
    },
  };
};
