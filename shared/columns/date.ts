import type { ColumnType, Parsed } from './columnType.ts';
import { isIsoDate, readDate, showDate } from './dateText.ts';

/** A day without time or zone, stored as ISO `YYYY-MM-DD`. */
export const date: ColumnType = {
  id: 'date',
  align: 'left',
  parse: (text, _column, context) => readDay(text, context.today),
  format: (value, _column, context) =>
    showDate(value as string, context.language, context.isDayFirst),
  validate: (value) => value === null || isIsoDate(value),
  sortKey: (value) => Number((value as string).replaceAll('-', '')),
  copy: (value) => value as string,
  toJson: (value) => value,
  fromJson: (json, _column, context) =>
    typeof json === 'string' || typeof json === 'number'
      ? readDay(String(json), context.today)
      : { ok: false, reason: 'wrongKind' },
};

const readDay = (text: string, today: string): Parsed =>
  text.trim() === '' ? { ok: true, value: null } : readDate(text, today);
