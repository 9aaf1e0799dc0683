/**
 * Work over many rows in steps of well under a millisecond: whoever runs it decides after each
 * one whether to go on at once or to let the screen breathe first.
 */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Runs all steps at once, where nobody waits for the screen. */
export const runToEnd = <Result>(steps: Steps<Result>): Result => {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
};
