import type { Steps } from './steps.ts';

/** Comparisons between two pauses: with collation, about 50 µs. */
const comparisonsAStep = 512;

/**
 * Sorts in place, stably, in steps. Numbers that are in order already, as rows mostly are, take
 * one comparison each.
 */
export function* mergeSort(
  numbers: Uint32Array,
  compare: (a: number, b: number) => number,
): Steps<Uint32Array> {
  const size = numbers.length;
  let from: Uint32Array = numbers;
  let to: Uint32Array = new Uint32Array(size);
  let comparisons = 0;
  for (let width = 1; width < size; width *= 2) {
    for (let start = 0; start < size; start += 2 * width) {
      const middle = Math.min(start + width, size);
      const end = Math.min(start + 2 * width, size);
      let left = start;
      let right = middle;
      if (middle === end || compare(from[middle - 1]!, from[middle]!) <= 0) {
        to.set(from.subarray(start, end), start);
        comparisons++;
      } else
        for (let at = start; at < end; at++) {
          if (left === middle) to[at] = from[right++]!;
          else if (right === end) to[at] = from[left++]!;
          else {
            to[at] = compare(from[left]!, from[right]!) <= 0 ? from[left++]! : from[right++]!;
            if (++comparisons >= comparisonsAStep) {
              comparisons = 0;
              yield;
            }
          }
        }
      if (comparisons >= comparisonsAStep) {
        comparisons = 0;
        yield;
      }
    }
    [from, to] = [to, from];
  }
  if (from !== numbers) numbers.set(from);
  return numbers;
}

/** 0 … size - 1. */
export const indexesOf = (size: number): Uint32Array => {
  const indexes = new Uint32Array(size);
  for (let index = 0; index < size; index++) indexes[index] = index;
  return indexes;
};
