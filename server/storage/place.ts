import type { Place } from './errors.ts';

/** True when `next` is the one place an append may take after `head` (null: nothing stored). */
export const follows = (head: Place | null, next: Place): boolean =>
  head === null
    ? next.generation === 1 && next.seq === 1
    : next.generation === head.generation && next.seq === head.seq + 1;

/** True when `generation` is the one that may begin after `head`. */
export const begins = (head: Place | null, generation: number): boolean =>
  generation === (head?.generation ?? 0) + 1;

/** True when `place` was stored in the generation that is open. */
export const isStored = (head: Place | null, place: Place): boolean =>
  head !== null && place.generation === head.generation && place.seq >= 1 && place.seq <= head.seq;
