import parseInternational from 'libphonenumber-js/min';
import type { Language } from '../model/index.ts';
import { foldWidth, isTooLong } from './digits.ts';

/** A phone number apart: what is dialled in China without the leading 0, or E.164 of elsewhere. */
interface PhoneNumber {
  readonly kind: 'mobile' | 'service' | 'landline' | 'abroad';
  /** Digits of the Chinese national number; for `abroad` the whole of E.164, with its `+`. */
  readonly number: string;
  readonly extension: string;
}

const mobile = /^1[3-9]\d{9}$/;
const service = /^[48]00\d{7}$/;
const landline = /^(?:(?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8})$/;

const extensionMark =
  /^(.*\d[\s)]*?)\s*[(,]?\s*(?:转|轉|分机|分機|;ext=|extension|ext\.?|x|#)\s*:?\s*(\d{1,8})\)?$/is;
const hyphenExtension = /^(.*\d)-(\d{1,6})$/s;

/**
 * Reads one phone number and gives its stored form: E.164, an extension as in RFC 3966
 * (`+8657188888888;ext=801`). Null for two numbers, a landline without area code, and whatever
 * else cannot be dialled from another city.
 *
 * Chinese numbers are known by their form (mobile 1[3-9]…, landline with area code, 400 and 800);
 * others must begin with + or 00 and be possible in their country.
 */
export const readPhone = (text: string): string | null => {
  const phone = isTooLong(text) ? null : readParts(foldWidth(text).trim());
  return phone && toStored(phone);
};

const readParts = (text: string): PhoneNumber | null => {
  const marked = extensionMark.exec(text);
  if (marked !== null) return withExtension(readNumber(marked[1]!.trim()), marked[2]!);
  // A hyphen before an extension looks like any other: 0571-88888888-801 is one, 138-0013-8000 not.
  const hyphen = hyphenExtension.exec(text);
  const base = hyphen && readNumber(hyphen[1]!);
  return base && base.kind !== 'abroad' ? withExtension(base, hyphen[2]!) : readNumber(text);
};

const withExtension = (phone: PhoneNumber | null, extension: string): PhoneNumber | null =>
  phone && { ...phone, extension };

const readNumber = (text: string): PhoneNumber | null => {
  if (!/^[+(]*\d[\d\s().-]*$/.test(text)) return null;
  const dialled = text.replace(/[\s().-]/g, '').replace(/^00/, '+');
  if (dialled.startsWith('+86')) return readChinese(dialled.slice(3), true);
  if (dialled.startsWith('+')) return readAbroad(dialled);
  return (
    readChinese(dialled, false) ?? readChinese(/^86(1\d{10})$/.exec(dialled)?.[1] ?? '', false)
  );
};

const readChinese = (digits: string, hasCountryCode: boolean): PhoneNumber | null => {
  const number = digits.replace(/^0/, '');
  const found = (kind: PhoneNumber['kind']) => ({ kind, number, extension: '' });
  if (mobile.test(number)) return found('mobile');
  if (service.test(number)) return found('service');
  const hasAreaCode = hasCountryCode || number !== digits;
  return hasAreaCode && landline.test(number) ? found('landline') : null;
};

const readAbroad = (dialled: string): PhoneNumber | null => {
  const phone = parseInternational(dialled, { extract: false });
  // A few countries' numbers change when read again: only forms that stay are stored.
  if (phone === undefined || !phone.isPossible() || phone.country === 'CN') return null;
  const again = parseInternational(phone.number, { extract: false });
  return again?.number === phone.number
    ? { kind: 'abroad', number: phone.number, extension: '' }
    : null;
};

const toStored = ({ kind, number, extension }: PhoneNumber): string =>
  `${kind === 'abroad' ? '' : '+86'}${number}${extension && `;ext=${extension}`}`;

/** What most cells hold, told without taking it apart: whole columns are checked and shown. */
const storedMobile = /^\+86(1[3-9]\d)(\d{4})(\d{4})$/;

/** True for what `readPhone` gives. */
export const isStoredPhone = (value: unknown): value is string =>
  typeof value === 'string' &&
  (storedMobile.test(value) || (value.startsWith('+') && readPhone(value) === value));

/** `199 0000 4821`, `0571-88888888 转 801`, `+1 415 555 2671`; `readPhone` reads it back. */
export const showPhone = (stored: string, language: Language): string =>
  write(stored, ' ', language === 'zh' ? ' 转 ' : ' ext. ');

/** As `showPhone`, but mobile numbers in one piece, as every other program takes them. */
export const writePhone = (stored: string): string => write(stored, '', '转');

const write = (stored: string, gap: string, extensionMark: string): string => {
  if (storedMobile.test(stored)) return stored.replace(storedMobile, `$1${gap}$2${gap}$3`);
  const phone = readParts(stored);
  if (phone === null) return stored;
  const extension = phone.extension && `${extensionMark}${phone.extension}`;
  return `${writeNumber(phone, gap)}${extension}`;
};

const writeNumber = ({ kind, number }: PhoneNumber, gap: string): string => {
  if (kind === 'mobile') return [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(gap);
  if (kind === 'service') return `${number.slice(0, 3)}-${number.slice(3, 6)}-${number.slice(6)}`;
  if (kind === 'landline') {
    const areaCode = /^(?:10|2\d)/.test(number) ? 2 : 3;
    return `0${number.slice(0, areaCode)}-${number.slice(areaCode)}`;
  }
  const shown = parseInternational(number, { extract: false })?.formatInternational() ?? number;
  return readAbroad(shown.replace(/[\s().-]/g, ''))?.number === number ? shown : number;
};
