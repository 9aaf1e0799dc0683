import { localDate } from '../app/localDate.ts';

const dayLength = 86_400_000;

/**
 * Whole days since then by the reader's calendar: 0 today, 1 since yesterday evening. Never less
 * than 0, as clocks that differ would have it. Both in ms since 1970.
 */
export const daysHere = (since: number, now: number): number => {
  const [from, to] = [since, now].map((time) => Date.parse(localDate(new Date(time))));
  return Math.max(0, Math.round((to! - from!) / dayLength));
};
