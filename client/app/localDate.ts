import type { Language } from '../../shared/model/index.ts';

/** ISO date of the day at `time` where the reader is, e.g. `2026-05-06`. */
export const localDate = (time: Date): string => {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
};

/**
 * True where the reader's English puts the day before the month. `preferred` are BCP 47 tags, best
 * first; without an English one among them, American.
 */
export const isDayFirst = (preferred: readonly string[]): boolean => {
  const english = preferred.find((tag) => /^en\b/i.test(tag)) ?? 'en-US';
  const parts = new Intl.DateTimeFormat(english, { day: 'numeric', month: 'short' })
    .formatToParts(0)
    .map(({ type }) => type);
  return parts.indexOf('day') < parts.indexOf('month');
};

/** The locale in which dates are written out for a reader with these preferred tags. */
export const dateLocale = (language: Language, preferred: readonly string[]): string =>
  language === 'en' && isDayFirst(preferred) ? 'en-GB' : language;
