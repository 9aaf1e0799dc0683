import type { ColumnType, Parsed } from './columnType.ts';
import { isStoredPhone, readPhone, showPhone, writePhone } from './phoneNumber.ts';

/** One phone number, stored as E.164, an extension behind it as in RFC 3966. */
export const phone: ColumnType = {
  id: 'phone',
  align: 'left',
  parse: (text) => read(text),
  format: (value, _column, context) => showPhone(value as string, context.language),
  validate: (value) => value === null || isStoredPhone(value),
  sortKey: (value) => value as string,
  copy: (value) => writePhone(value as string),
  toJson: (value) => value,
  fromJson: (json) =>
    typeof json === 'string' || typeof json === 'number'
      ? read(String(json))
      : { ok: false, reason: 'wrongKind' },
};

const read = (text: string): Parsed => {
  if (text.trim() === '') return { ok: true, value: null };
  const value = readPhone(text);
  return value === null ? { ok: false, reason: 'notAPhone' } : { ok: true, value };
};
