export interface Options {
  /** Ids of the chosen cases, in the order of the report. */
  readonly only: readonly string[];
  /** Small sizes, to see that everything runs. */
  readonly quick: boolean;
  readonly repetitions: number;
  readonly seed: number;
}

/** A report of fewer would say little about the spread. */
export const fewestForReport = 5;
const fewestQuick = 2;

export const usage =
  'npm run bench -- [--only P3,P5] [--quick] [--repetitions 5] [--seed 20260101]';

/** Reads the words behind `npm run bench --`; `problem` says what to write instead. */
export const readOptions = (
  words: readonly string[],
  known: readonly string[],
): Options | { readonly problem: string } => {
  const rest = [...words];
  const given = new Map<string, string>();
  let quick = false;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [name = '', joined] = word.split('=', 2);
    if (word === '--quick') quick = true;
    else if (!valued.has(name)) return { problem: `${word} is not known. ${usage}` };
    else {
      const value = joined ?? rest.shift();
      if (value === undefined) return { problem: `${name} wants a value. ${usage}` };
      given.set(name, value);
    }
  }
  const chosen = given.get('--only')?.toUpperCase().split(',') ?? null;
  const stranger = chosen?.find((id) => !known.includes(id));
  if (stranger !== undefined)
    return { problem: `There is no case ${stranger}. There are ${known.join(', ')}.` };
  const repetitions = Number(given.get('--repetitions') ?? (quick ? fewestQuick : fewestForReport));
  if (!Number.isInteger(repetitions) || repetitions < 1)
    return { problem: '--repetitions wants a whole number from 1 on.' };
  const seed = Number(given.get('--seed') ?? 20260101);
  if (!Number.isSafeInteger(seed) || seed < 0)
    return { problem: '--seed wants a whole number from 0 on.' };
  return { only: known.filter((id) => chosen?.includes(id) ?? true), quick, repetitions, seed };
};

const valued = new Set(['--only', '--repetitions', '--seed']);
