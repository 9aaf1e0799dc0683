import { languages } from '../model/index.ts';
import { numberFormat } from './decimal.ts';
import { foldWidth } from './digits.ts';

const spoken: Readonly<Record<string, readonly string[]>> = {
  CNY: ['元', '圆', '块', '块钱', 'RMB', 'CN¥', '人民币元'],
  HKD: ['港元', '港币'],
  JPY: ['円', '日元'],
};

const displays = ['symbol', 'narrowSymbol', 'code', 'name'] as const;

/** Every mark under which Chinese and English people write an amount of `currency`. */
const marksOf = (currency: string): string[] => {
  const marks = new Set(spoken[currency]);
  for (const language of languages)
    for (const currencyDisplay of displays) {
      const parts = numberFormat(language, { style: 'currency', currency, currencyDisplay });
      for (const part of parts.formatToParts(1))
        if (part.type === 'currency') marks.add(part.value);
    }
  return [...marks];
};

const patterns = new Map<string, RegExp>();

const patternOf = (currency: string): RegExp => {
  let pattern = patterns.get(currency);
  if (pattern === undefined) {
    const marks = marksOf(currency)
      .sort((a, b) => b.length - a.length)
      .map((mark) => mark.replace(/[$.]/g, '\\$&'))
      .join('|');
    pattern = new RegExp(`^([(+-]?) *(?:${marks})? *(.*?) *(?:${marks})? *(\\)?)$`, 'is');
    patterns.set(currency, pattern);
  }
  return pattern;
};

/** `text` in plain width without the marks of `currency` (ISO 4217) around it. */
export const withoutCurrencyMarks = (text: string, currency: string): string => {
  const folded = foldWidth(text).trim();
  const match = patternOf(currency).exec(folded);
  return match === null ? folded : `${match[1]}${match[2]}${match[3]}`;
};
