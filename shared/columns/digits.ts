/**
 * Full-width ASCII (`１，２００`, `￥`), wide and no-break spaces and the minus sign as a Chinese
 * input method writes them, in plain ASCII and `¥`. Nothing else is folded: NFKC would read `5²`
 * as 52.
 */
export const foldWidth = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00A0\u2007\u202F]/g, ' ')
    .replace(/\uFFE5/g, '¥')
    .replace(/[\u2212\u2010\u2011]/g, '-');

/**
 * Longer text is no number, date or phone number, and is not looked at closer: matching a whole
 * page of spaces would take minutes.
 */
export const isTooLong = (text: string): boolean => text.length > 80;
