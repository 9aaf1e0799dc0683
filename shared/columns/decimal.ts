import type { Language } from '../model/index.ts';
import { foldWidth } from './digits.ts';

/** Digits that a float64 keeps exactly, whatever they are. */
const maxDigits = 15;

/** Numbers from here on have more than 15 digits before the point. */
const tooLarge = 10 ** maxDigits;

export type DecimalRead =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly reason: 'notANumber' | 'tooPrecise' };

const plain = String.raw`\d+(?:\.\d*)?|\.\d+`;
const grouped = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,3}(?: \d{3})+(?:\.\d*)?`;
const scaled = new RegExp(
  `^([+-]?) ?(${plain}|${grouped})(?:e([+-]?\\d{1,4})| ?(%)| ?([十百千]?[万亿]|万亿|[十百千]))?$`,
  'i',
);

const powers: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 };

/**
 * Reads a number as Chinese and English people write it: `1,200`, `１，２００`, `(56)` for -56,
 * `43%`, `3.5万`, `2亿`, `1.5e3`. Thousands must be grouped rightly: `1,2` is not a number.
 *
 * A number of more than 15 digits is `tooPrecise`: ID and card numbers are text.
 */
export const readDecimal = (text: string): DecimalRead => {
  const folded = foldWidth(text).trim();
  const bracketed = /^\( ?([^+-].*?) ?\)$/.exec(folded);
  const match = scaled.exec(bracketed?.[1] ?? folded);
  if (match === null) return { ok: false, reason: 'notANumber' };
  const [, sign, digits, exponent, percent, unit] = match;
  const [whole = '', fraction = ''] = digits!.replace(/[, ]/g, '').split('.');
  if (significantDigits(whole, fraction) > maxDigits) return { ok: false, reason: 'tooPrecise' };
  // Scaling in the decimal text, not by multiplying, gives the nearest float64: 1.1亿 is 110000000.
  const shift = Number(exponent ?? 0) + (percent ? -2 : 0) + powerOf(unit ?? '');
  const size = Number(`${whole || '0'}.${fraction}e${shift}`);
  const vanished = size === 0 && /[1-9]/.test(digits!);
  if (size >= tooLarge || vanished) return { ok: false, reason: 'tooPrecise' };
  const isNegative = (sign === '-') !== (bracketed !== null);
  return { ok: true, value: isNegative && size !== 0 ? -size : size };
};

const powerOf = (unit: string): number =>
  [...unit].reduce((power, letter) => power + powers[letter]!, 0);

const significantDigits = (whole: string, fraction: string): number =>
  `${whole}${fraction.replace(/0+$/, '')}`.replace(/^0+/, '').length;

/** True for numbers that `readDecimal` can give: finite and of at most 15 digits. */
export const isExactDecimal = (value: unknown): value is number =>
  typeof value === 'number' &&
  Math.abs(value) < tooLarge &&
  Number(value.toPrecision(maxDigits)) === value;

/**
 * A number that a program computed, without the noise of its last binary digits
 * (0.1 + 0.2 is 0.3); null for whole numbers that have lost digits already.
 */
export const withoutNoise = (value: number): number | null =>
  Math.abs(value) < tooLarge ? Number(value.toPrecision(maxDigits)) : null;

/** The number as `readDecimal` reads it back, without grouping. */
export const writeDecimal = (value: number): string => String(value);

const formats = new Map<string, Intl.NumberFormat>();

/** Kept, because making one takes 50 times as long as using it. */
export const numberFormat = (
  language: Language,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat => {
  const key = `${language}${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-US', options);
    formats.set(key, format);
  }
  return format;
};

/** A column's `decimals` setting when it is one that can be shown. */
export const decimalsOf = (decimals: number | undefined): number | undefined =>
  decimals !== undefined && Number.isInteger(decimals) && decimals >= 0 && decimals <= maxDigits
    ? decimals
    : undefined;
