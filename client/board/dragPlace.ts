import { cardStep, listPadding } from './cardSize.ts';
import type { Target } from './drag.ts';

/** Marks in the page: a lane, and the part of it that scrolls. */
export const laneMark = 'data-lane';
export const listMark = 'data-lane-list';

/** Where the held card is, in client pixels. */
export interface HeldAt {
  /** Of the pointer. */
  readonly x: number;
  readonly y: number;
  /** Of the card's upper edge. */
  readonly top: number;
}

const lanesIn = (board: HTMLElement): readonly HTMLElement[] => [
  ...board.querySelectorAll<HTMLElement>(`[${laneMark}]`),
];

const listOf = (lane: HTMLElement): HTMLElement | null =>
  lane.querySelector<HTMLElement>(`[${listMark}]`);

/** The lane under the pointer, or the nearest at its side. */
const laneAt = (board: HTMLElement, x: number): HTMLElement | null => {
  let nearest: HTMLElement | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const lane of lanesIn(board)) {
    const { left, right } = lane.getBoundingClientRect();
    const distance = Math.max(left - x, x - right, 0);
    if (distance >= least) continue;
    least = distance;
    nearest = lane;
  }
  return nearest;
};

/** Where the card would land that is held there. The index may be past the lane's end. */
export const targetAt = (board: HTMLElement, at: HeldAt): Target | null => {
  const lane = laneAt(board, at.x);
  const list = lane === null ? null : listOf(lane);
  if (lane === null || list === null) return null;
  const offset = at.top - list.getBoundingClientRect().top + list.scrollTop - listPadding;
  return {
    lane: lane.getAttribute(laneMark) ?? '',
    index: Math.max(0, Math.round(offset / cardStep)),
  };
};

/** Pixels from an edge within which it scrolls, and how many a frame at most. */
const margin = 56;
const fastest = 18;

/** Faster the nearer to the edge, and past it. */
const speed = (at: number, low: number, high: number): number => {
  if (at < low + margin) return -Math.min(1, (low + margin - at) / margin) * fastest;
  if (at > high - margin) return Math.min(1, (at - high + margin) / margin) * fastest;
  return 0;
};

/** Scrolls the lane and the board one frame's worth where the pointer is near an end of them. */
export const scrollAt = (board: HTMLElement, { x, y }: HeldAt): void => {
  const sides = board.getBoundingClientRect();
  board.scrollLeft += speed(x, sides.left, sides.right);
  const lane = laneAt(board, x);
  const list = lane === null ? null : listOf(lane);
  if (list === null) return;
  const ends = list.getBoundingClientRect();
  list.scrollTop += speed(y, ends.top, ends.bottom);
};
