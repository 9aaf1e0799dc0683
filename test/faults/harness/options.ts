export interface FaultOptions {
  /** R-numbers; empty: all. */
  readonly only: readonly string[];
  readonly isFull: boolean;
  /** Null: a new one for each run. */
  readonly seed: number | null;
}

export const usage = 'npm run faults -- [--only R1,R5] [--full] [--seed 7]';

/** The words after `npm run faults --`; an answer of text says what is wrong with them. */
export const readOptions = (
  words: readonly string[],
  known: readonly string[],
): FaultOptions | string => {
  let options: FaultOptions = { only: [], isFull: false, seed: null };
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === '--full') options = { ...options, isFull: true };
    else if (word === '--only') {
      const only = (words[++at] ?? '').split(',').filter((id) => id !== '');
      const strange = only.filter((id) => !known.includes(id));
      if (only.length === 0 || strange.length > 0) return `--only takes some of ${known.join(',')}`;
      options = { ...options, only };
    } else if (word === '--seed') {
      const seed = Number(words[++at]);
      if (!Number.isSafeInteger(seed) || seed < 0) return '--seed takes a whole number from 0 on';
      options = { ...options, seed };
    } else return `${word} is not known`;
  }
  return options;
};
