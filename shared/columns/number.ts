import type { Language } from '../model/index.ts';
import type { ColumnType, Parsed } from './columnType.ts';
import { withoutCurrencyMarks } from './currencyMarks.ts';
import {
  decimalsOf,
  isExactDecimal,
  numberFormat,
  readDecimal,
  withoutNoise,
  writeDecimal,
} from './decimal.ts';
import { isTooLong } from './digits.ts';

/** Numbers, stored as float64 of at most 15 digits. `1200元` is read here too. */
export const number: ColumnType = {
  id: 'number',
  align: 'right',
  parse: (text) => readNumber(text, 'CNY'),
  format: (value, column, context) =>
    showNumber(value as number, decimalsOf(column.settings.decimals), context.language),
  validate: (value) => value === null || isExactDecimal(value),
  sortKey: (value) => value as number,
  copy: (value) => writeDecimal(value as number),
  toJson: (value) => value,
  fromJson: (json) => readJsonNumber(json, 'CNY'),
};

/** Reads a number that may carry the marks of `currency`; those of another make it unread. */
export const readNumber = (text: string, currency: string): Parsed => {
  if (text.trim() === '') return { ok: true, value: null };
  return isTooLong(text)
    ? { ok: false, reason: 'notANumber' }
    : readDecimal(withoutCurrencyMarks(text, currency));
};

/** Reads what programs send for a number: a JSON number, or text. */
export const readJsonNumber = (json: unknown, currency: string): Parsed => {
  if (typeof json === 'string') return readNumber(json, currency);
  if (typeof json !== 'number') return { ok: false, reason: 'wrongKind' };
  const value = withoutNoise(json);
  return value === null ? { ok: false, reason: 'tooPrecise' } : { ok: true, value };
};

const showNumber = (value: number, decimals: number | undefined, language: Language): string => {
  if (decimals === undefined && value !== 0 && Math.abs(value) < 1e-6) return writeDecimal(value);
  const digits =
    decimals === undefined
      ? { maximumSignificantDigits: 15 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return numberFormat(language, { ...digits, signDisplay: 'negative' }).format(value);
};
