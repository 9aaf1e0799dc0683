import type { Place } from './errors.ts';

/**
 * True when `next` is the one place an append may take after `head` (null: nothing stored, so that
 * the document begins with generation `first`).
 */
export const follows = (head: Place | null, next: Place, first: number): boolean =>
  head === null
    ? next.generation === first && next.seq === 1
    : next.generation === head.generation && next.seq === head.seq + 1;

/** True when `generation` is the one that may begin after `head`; with a leap, one of those. */
export const begins = (
  head: Place | null,
  generation: number,
  first: number,
  isLeap: boolean,
): boolean => {
  if (head === null) return generation === first;
  return isLeap ? generation > head.generation : generation === head.generation + 1;
};

/** True when `place` was stored in the generation that is open. */
export const isStored = (head: Place | null, place: Place): boolean =>
  head !== null && place.generation === head.generation && place.seq >= 1 && place.seq <= head.seq;
