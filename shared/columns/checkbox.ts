import { foldName } from '../model/index.ts';
import type { ColumnType, Parsed } from './columnType.ts';

const words = {
  yes: new Set(['是', '对', '真', '√', '✓', '✔', '☑', 'yes', 'y', 'true', '1']),
  no: new Set(['否', '错', '假', '×', '✗', '✘', '☐', 'no', 'n', 'false', '0']),
};

/** Ticked or not; null where nobody said. */
export const checkbox: ColumnType = {
  id: 'checkbox',
  align: 'center',
  parse: (text) => readTick(text),
  format: (value, _column, context) => {
    if (context.language === 'zh') return value ? '是' : '否';
    return value ? 'Yes' : 'No';
  },
  validate: (value) => value === null || typeof value === 'boolean',
  sortKey: (value) => (value ? 1 : 0),
  copy: (value) => (value ? 'TRUE' : 'FALSE'),
  toJson: (value) => value,
  fromJson: (json) => {
    if (typeof json === 'boolean') return { ok: true, value: json };
    if (typeof json === 'string' || typeof json === 'number') return readTick(String(json));
    return { ok: false, reason: 'wrongKind' };
  },
};

const readTick = (text: string): Parsed => {
  const word = foldName(text);
  if (word === '') return { ok: true, value: null };
  if (words.yes.has(word)) return { ok: true, value: true };
  if (words.no.has(word)) return { ok: true, value: false };
  return { ok: false, reason: 'notACheckbox' };
};
