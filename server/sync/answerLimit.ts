import { createAllowances } from '../access/allowances.ts';

/** How often somebody is told all that a document holds. */
export interface AnswerLimit {
  /** Counts one more; false when it is one too many, and a little later is early enough. */
  allows(user: string, document: string): boolean;
}

/** A person's tabs and programs, all of which come back at once when the server was away. */
const atOnce = 60;
/** Each costs some 3 ms for a small ledger. */
const perSecond = 3;

/** `now` in ms. */
export const createAnswerLimit = (now: () => number): AnswerLimit => {
  const allowances = createAllowances(now, { atOnce, perSecond });
  return { allows: (user, document) => allowances.take(`${user} ${document}`, 1) };
};
