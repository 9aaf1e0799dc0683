/** Runs one piece of work after the other, in the order in which they came. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

export const createTurns = (): InTurn => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    // A failure is its caller's; whoever comes next has nothing to do with it.
    last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  };
};
