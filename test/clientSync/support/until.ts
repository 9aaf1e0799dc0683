/** Waits until something holds; the test's own timeout ends it when it never does. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** Long enough for anything that could come to have come. */
export const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 200));
