import type { Language } from '../model/index.ts';
import { foldWidth, isTooLong } from './digits.ts';

export type DateRead =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly reason: 'notADate' | 'ambiguousDate' };

const notADate: DateRead = { ok: false, reason: 'notADate' };
const ambiguous: DateRead = { ok: false, reason: 'ambiguousDate' };

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/**
 * Reads a day as Chinese and English people write it: `2023-05-06`, `2023/5/6`, `2023.5.6`,
 * `2023年5月6日`, `5月6日` (this year), `20230506`, `May 6, 2023`, `6 May 2023`.
 *
 * - A time after it is let go only when it is midnight, as spreadsheets write pure dates.
 * - `03/04/2023` is `ambiguousDate`, unless both parts are the same or one exceeds 12; so is every
 *   year of two digits.
 * - Five digits from 10000 (1927-05-18) to 73050 (2099-12-31) are Excel's serial number of a day.
 *
 * `today` is an ISO date.
 */
export const readDate = (text: string, today: string): DateRead => {
  if (isTooLong(text)) return notADate;
  const folded = foldWidth(text).trim().replace(midnight, '');
  return (
    readYearFirst(folded) ??
    readMonthAndDay(folded, today) ??
    readYearLast(folded) ??
    readMonthName(folded, today) ??
    readSerial(folded) ??
    notADate
  );
};

const midnight = /(?:T|\s+)(?:0?0:00(?::00(?:\.0+)?)?(?:Z|[+]00:?00)?|12:00(?::00)? ?AM)$/i;

const readYearFirst = (text: string): DateRead | null => {
  const match =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text) ??
    /^(\d{4})()(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4}) ?(年) ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?$/.exec(text);
  if (match !== null) return day(match[1]!, match[3]!, match[4]!);
  return /^\d{2} ?年 ?\d{1,2} ?月 ?\d{1,2} ?[日号]?$/.test(text) ? ambiguous : null;
};

const readMonthAndDay = (text: string, today: string): DateRead | null => {
  const match = /^(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?$/.exec(text);
  return match && day(today.slice(0, 4), match[1]!, match[2]!);
};

const readYearLast = (text: string): DateRead | null => {
  const match = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text);
  if (match === null)
    return /^\d{1,2}([-/.])\d{1,2}\1\d{1,2}$|^\d{1,2}[-/]\d{1,2}$/.test(text) ? ambiguous : null;
  const [, first, , second, year] = match;
  const monthFirst = day(year!, first!, second!);
  const dayFirst = day(year!, second!, first!);
  if (!monthFirst.ok) return dayFirst;
  return dayFirst.ok && dayFirst.value !== monthFirst.value ? ambiguous : monthFirst;
};

const readMonthName = (text: string, today: string): DateRead | null => {
  const monthFirst = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{2}|\d{4}))?$/i.exec(text);
  const dayFirst =
    /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?(?:(?:[ -]|, ?)(\d{2}|\d{4}))?$/i.exec(text);
  const name = monthFirst?.[1] ?? dayFirst?.[2];
  if (name === undefined) return null;
  const month = monthOf(name);
  if (month === 0) return notADate;
  const year = monthFirst ? monthFirst[3] : dayFirst![3];
  if (year?.length === 2) return ambiguous;
  return day(year ?? today.slice(0, 4), String(month), (monthFirst?.[2] ?? dayFirst?.[1])!);
};

/** 1 to 12 for a month's name, its first three letters or `Sept`; else 0. */
const monthOf = (name: string): number => {
  const lower = name.toLowerCase();
  const matches = (month: string): boolean =>
    lower === month.toLowerCase() || lower === month.slice(0, 3).toLowerCase();
  return lower === 'sept' ? 9 : months.findIndex(matches) + 1;
};

/** Days from Excel's day 0, 1899-12-30 (after the leap day 1900 that it believes in). */
const readSerial = (text: string): DateRead | null => {
  if (!/^\d{5}$/.test(text)) return null;
  const serial = Number(text);
  if (serial < 10_000 || serial > 73_050) return null;
  const time = Date.UTC(1899, 11, 30) + serial * 86_400_000;
  return { ok: true, value: new Date(time).toISOString().slice(0, 10) };
};

const day = (year: string, month: string, dayOfMonth: string): DateRead => {
  const iso = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  return isIsoDate(iso) ? { ok: true, value: iso } : notADate;
};

/** True for `YYYY-MM-DD` of a day that exists in the Gregorian calendar. */
export const isIsoDate = (value: unknown): value is string => {
  if (typeof value !== 'string') return false;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (match === null) return false;
  const dayOfMonth = Number(match[3]);
  return dayOfMonth >= 1 && dayOfMonth <= daysIn(Number(match[1]), Number(match[2]));
};

/** 0 for a month that does not exist. */
const daysIn = (year: number, month: number): number => {
  if (month < 1 || month > 12) return 0;
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
};

/**
 * `2023年5月6日`, `May 6, 2023` or, day first, `6 May 2023`: forms that nobody misreads, and that
 * `readDate` reads.
 */
export const showDate = (iso: string, language: Language, isDayFirst = false): string => {
  const year = iso.slice(0, 4);
  const month = Number(iso.slice(5, 7));
  const dayOfMonth = Number(iso.slice(8, 10));
  if (language === 'zh') return `${year}年${month}月${dayOfMonth}日`;
  const name = months[month - 1]!.slice(0, 3);
  return isDayFirst ? `${dayOfMonth} ${name} ${year}` : `${name} ${dayOfMonth}, ${year}`;
};
