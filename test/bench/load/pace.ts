/**
 * Calls `act` for each of `dueAt` (ms from the beginning, ascending) when its time has come, and
 * tells it that time on `performance.now()`'s clock. What is late is done at once and not left out:
 * who measures from the due time sees every stall, those of this process too.
 */
export const atTimes = (
  dueAt: readonly number[],
  act: (index: number, dueAt: number) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const beginning = performance.now();
    let next = 0;
    const tick = (): void => {
      try {
        for (const now = performance.now() - beginning; dueAt[next]! <= now; next++)
          act(next, beginning + dueAt[next]!);
      } catch (error) {
        reject(error);
        return;
      }
      if (next < dueAt.length) setTimeout(tick, 1);
      else resolve();
    };
    tick();
  });

/** So many times a second, evenly. */
export const evenly = (perSecond: number, seconds: number): number[] =>
  Array.from({ length: perSecond * seconds }, (_, index) => (index * 1_000) / perSecond);
