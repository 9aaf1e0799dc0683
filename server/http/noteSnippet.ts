import { foldText } from '../../shared/query/fold.ts';

/** Letters that are shown on each side of what was looked for. */
const around = 40;
/** Of a line that may have millions of letters so many are looked at in one piece. */
const pieceLength = 1_000;
/** Letters and their accents may fold into one letter. */
const mostInOne = 4;

/** The line of a note that shows `query` in any case and width, cut to what is near it. */
export const noteSnippet = (text: string, query: string): string => {
  const wanted = foldText(query);
  const line = text.split('\n').find((said) => foldText(said).includes(wanted)) ?? '';
  const { from: begin, to: finish } = placeIn(line, wanted);
  const letters = [...line.slice(begin, finish)];
  // Folding may make one letter into several: places in the folded line are not those in the line.
  const shows = (from: number, to: number): boolean =>
    foldText(letters.slice(from, to).join('')).includes(wanted);
  const to = firstThat((end) => shows(0, end), letters.length);
  const from = to - firstThat((length) => shows(to - length, to), to);
  const start = Math.max(0, from - around);
  const end = Math.min(letters.length, to + around);
  const near = letters.slice(start, end).join('');
  const isCutBefore = begin + start > 0;
  const isCutBehind = end < letters.length || finish < line.length;
  return `${isCutBefore ? '…' : ''}${near}${isCutBehind ? '…' : ''}`;
};

/** Where to look in a line: what shows `wanted`, and more than enough on each side. */
const placeIn = (line: string, wanted: string): { readonly from: number; readonly to: number } => {
  const overlap = wanted.length * mostInOne;
  const margin = 4 * around;
  let from = 0;
  while (
    from + pieceLength < line.length &&
    !foldText(line.slice(from, from + pieceLength + overlap)).includes(wanted)
  )
    from += pieceLength;
  return {
    from: Math.max(0, from - margin),
    to: Math.min(line.length, from + pieceLength + overlap + margin),
  };
};

/** The least number for which `holds`; all greater ones hold too, and `most` does in any case. */
const firstThat = (holds: (number: number) => boolean, most: number): number => {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};
