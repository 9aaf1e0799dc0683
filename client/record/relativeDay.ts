import type { ColumnContext } from '../../shared/columns/index.ts';
import type { Language } from '../../shared/model/index.ts';

/** "10 天前", "昨天", "tomorrow": `days` from today, negative in the past. */
export const relativeDay = (days: number, language: Language): string => {
  const text = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
  // Chinese with figures in it has a space around them, as everywhere on the screen.
  return language === 'zh' ? text.replace(/^(\d[\d,]*)(?=\S)/, '$1 ') : text;
};

/** A date as a timeline has it: without the year while it is this one, day first where that is usual. */
export const shortDate = (
  date: string,
  { today, language, isDayFirst = false }: Pick<ColumnContext, 'today' | 'language' | 'isDayFirst'>,
): string => {
  const locale = language === 'en' && isDayFirst ? 'en-GB' : language;
  return monthAndDay(locale, date.slice(0, 4) !== today.slice(0, 4)).format(Date.parse(date));
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once: a long timeline asks for hundreds of dates at each drawing. */
const monthAndDay = (locale: string, withYear: boolean): Intl.DateTimeFormat => {
  const key = `${locale}/${withYear}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
    ...(withYear && { year: 'numeric' }),
  });
  formats.set(key, made);
  return made;
};
