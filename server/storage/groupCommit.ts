/**
 * Runs `commit` over everything that waits, one group at a time. While one group is being
 * committed the next gathers, so that the cost of an fsync is shared by all who wait for it.
 *
 * `commit` gets 1…`largest` items and answers one outcome an item. When it throws, nothing of the
 * group was committed: the error is everybody's when `concernsAll` says so, else each item is tried
 * by itself, in order, so that one that cannot be stored does not take the others with it.
 */
export const groupCommit = <Item, Result>(
  commit: (items: readonly Item[]) => Promise<readonly Outcome<Result>[]>,
  largest: number,
  concernsAll: (error: unknown) => boolean,
): GroupCommit<Item, Result> => {
  let waiting: Waiter<Item, Result>[] = [];
  let running: Promise<void> | null = null;

  const runAll = async (): Promise<void> => {
    // What is added in the same turn belongs to the same group.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = waiting.slice(0, largest);
      waiting = waiting.slice(largest);
      await runGroup(group);
    }
    running = null;
  };

  const runGroup = async (group: readonly Waiter<Item, Result>[]): Promise<void> => {
    try {
      const outcomes = await commit(group.map(({ item }) => item));
      group.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index]!;
        if (outcome.ok) resolve(outcome.value);
        else reject(outcome.error);
      });
    } catch (error) {
      if (group.length > 1 && !concernsAll(error))
        for (const waiter of group) await runGroup([waiter]);
      else for (const { reject } of group) reject(error);
    }
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        running ??= runAll();
      }),
    idle: async () => {
      while (running !== null) await running;
    },
  };
};

export interface GroupCommit<Item, Result> {
  add(item: Item): Promise<Result>;
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>;
}

export type Outcome<Result> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly error: Error };

interface Waiter<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}
