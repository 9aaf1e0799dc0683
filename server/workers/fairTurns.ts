/** Runs pieces of work one after the other; those who wait take turns, however much each brings. */
export type InFairTurn = <Result>(who: string, work: () => Promise<Result>) => Promise<Result>;

export const createFairTurns = (): InFairTurn => {
  /** What waits, by who brought it, in the order of their next turns. */
  const waiting = new Map<string, (() => Promise<void>)[]>();
  let isRunning = false;

  const next = (): (() => Promise<void>) | null => {
    const [first] = waiting;
    if (first === undefined) return null;
    const [who, [work, ...rest]] = first;
    waiting.delete(who);
    if (rest.length > 0) waiting.set(who, rest);
    return work!;
  };

  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    for (let work = next(); work !== null; work = next()) await work();
    isRunning = false;
  };

  return (who, work) =>
    new Promise((resolve, reject) => {
      const turn = (): Promise<void> => work().then(resolve, reject);
      waiting.set(who, [...(waiting.get(who) ?? []), turn]);
      void run();
    });
};
