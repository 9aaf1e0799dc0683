/**
 * What a Chinese input method writes in place of the letters of formulas: full-width forms, and
 * the signs that its keyboard has where others have `<`, `>`, `[` and `]`. One letter each, so
 * that places in the folded text are places in the typed one.
 */
const wide: Readonly<Record<string, string>> = {
  '\u3000': ' ',
  '\u00A0': ' ',
  '“': '"',
  '”': '"',
  '《': '<',
  '》': '>',
  '【': '[',
  '】': ']',
  '×': '*',
  '÷': '/',
  '−': '-',
};

/** One letter as formulas are written, outside of texts and names. */
export const foldLetter = (letter: string): string => {
  const known = wide[letter];
  if (known !== undefined) return known;
  const code = letter.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : letter;
};

/** Comparisons that are one letter when people write them by hand. */
export const comparisonLetters: Readonly<Record<string, string>> = {
  '≥': '>=',
  '≧': '>=',
  '≤': '<=',
  '≦': '<=',
  '≠': '<>',
};
