import { textOrder } from '../columns/index.ts';
import type { Language } from '../model/index.ts';
import { indexesOf, mergeSort } from './mergeSort.ts';
import type { Steps } from './steps.ts';

/**
 * The places of texts among each other in the order of one language. Collation is slow, so each
 * text is placed once; keep the ranks of a column, and sorting it again, or after edits, only
 * compares numbers.
 */
export interface TextRanks {
  readonly language: Language;
  /** Makes sure that all `texts` have a rank. Ranks of others may move; their order stays. */
  place(texts: ReadonlySet<string>): Steps<void>;
  /** From 0 up. Throws for a text that was not placed. */
  rankOf(text: string): number;
}

export const createTextRanks = (language: Language): TextRanks => {
  const compare = textOrder(language);
  let ordered: readonly string[] = [];
  let ranks: ReadonlyMap<string, number> = new Map();
  return {
    language,
    *place(texts) {
      const missing: string[] = [];
      let seen = 0;
      for (const text of texts) {
        if (!ranks.has(text)) missing.push(text);
        if (++seen % 4096 === 0) yield;
      }
      if (missing.length === 0) return;
      ordered = yield* merge(ordered, yield* sortTexts(missing, compare), compare);
      ranks = yield* rank(ordered);
    },
    rankOf(text) {
      const rank = ranks.get(text);
      if (rank === undefined) throw new RangeError(`text without a rank: ${text}`);
      return rank;
    },
  };
};

type Compare = (a: string, b: string) => number;

function* sortTexts(texts: readonly string[], compare: Compare): Steps<readonly string[]> {
  const sorted = yield* mergeSort(indexesOf(texts.length), (a, b) => compare(texts[a]!, texts[b]!));
  const ordered: string[] = [];
  for (const index of sorted) {
    ordered.push(texts[index]!);
    if (ordered.length % 4096 === 0) yield;
  }
  return ordered;
}

/** Finds the place of each new text by halving: after an edit there are few of them. */
function* merge(
  ordered: readonly string[],
  added: readonly string[],
  compare: Compare,
): Steps<readonly string[]> {
  if (ordered.length === 0) return added;
  const merged: string[] = [];
  let taken = 0;
  for (const [index, text] of added.entries()) {
    let low = taken;
    let high = ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(ordered[middle]!, text) < 0) low = middle + 1;
      else high = middle;
    }
    for (; taken < low; taken++) {
      merged.push(ordered[taken]!);
      if (taken % 4096 === 4095) yield;
    }
    merged.push(text);
    if (index % 32 === 31) yield;
  }
  for (; taken < ordered.length; taken++) {
    merged.push(ordered[taken]!);
    if (taken % 4096 === 4095) yield;
  }
  return merged;
}

function* rank(ordered: readonly string[]): Steps<ReadonlyMap<string, number>> {
  const ranks = new Map<string, number>();
  for (const [index, text] of ordered.entries()) {
    ranks.set(text, index);
    if (index % 2048 === 2047) yield;
  }
  return ranks;
}
