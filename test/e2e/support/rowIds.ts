import { monotonicFactory } from 'ulid';

/** Makes row ids that ascend, as a client does. */
export const createRowIds = (): (() => string) => {
  const next = monotonicFactory();
  return () => next();
};
