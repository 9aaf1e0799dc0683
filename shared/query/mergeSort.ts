import type { Steps } from './steps.ts';

/** Comparisons between two pauses: with collation, about 50 µs. */
const comparisonsAStep = 512;

type Compare = (a: number, b: number) => number;

/**
 * Sorts in place, stably, in steps. What is in order already is taken as it is: rows that came in a
 * few sealed blocks take one comparison each, and as many merges as there are blocks.
 */
export function* mergeSort(numbers: Uint32Array, compare: Compare): Steps<Uint32Array> {
  let bounds = yield* boundsOfRuns(numbers, compare);
  let from: Uint32Array = numbers;
  let to: Uint32Array = new Uint32Array(bounds.length > 2 ? numbers.length : 0);
  while (bounds.length > 2) {
    const merged = [0];
    for (let run = 0; run + 1 < bounds.length; run += 2) {
      const [start, middle] = [bounds[run]!, bounds[run + 1]!];
      const end = bounds[run + 2] ?? middle;
      yield* merge(from, to, start, middle, end, compare);
      merged.push(end);
    }
    bounds = merged;
    [from, to] = [to, from];
  }
  if (from !== numbers) numbers.set(from);
  return numbers;
}

/** Where the stretches that ascend begin; at the end, where the last one ends. */
function* boundsOfRuns(numbers: Uint32Array, compare: Compare): Steps<number[]> {
  const bounds = [0];
  for (let at = 1; at < numbers.length; at++) {
    if (compare(numbers[at - 1]!, numbers[at]!) > 0) bounds.push(at);
    if (at % comparisonsAStep === 0) yield;
  }
  bounds.push(numbers.length);
  return bounds;
}

/** Merges start … middle and middle … end of `from` into `to`. */
function* merge(
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  middle: number,
  end: number,
  compare: Compare,
): Steps<void> {
  let left = start;
  let right = middle;
  let at = start;
  while (left < middle && right < end) {
    to[at++] = compare(from[left]!, from[right]!) <= 0 ? from[left++]! : from[right++]!;
    if (at % comparisonsAStep === 0) yield;
  }
  to.set(from.subarray(left, middle), at);
  to.set(from.subarray(right, end), at + middle - left);
}

/** 0 … size - 1. */
export const indexesOf = (size: number): Uint32Array => {
  const indexes = new Uint32Array(size);
  for (let index = 0; index < size; index++) indexes[index] = index;
  return indexes;
};
