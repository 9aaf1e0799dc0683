import type { Content } from './content.ts';

/** A content of which nothing is told to others. */
export const eventless: Content = {
  ledger: null,
  workspace: null,
  takeHappened: () => ({ changes: [], layer: null }),
  conflictOf: () => null,
  hasEvents: false,
};
