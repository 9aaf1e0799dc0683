import type { ColumnType } from './columnType.ts';
import { withoutNoise } from './decimal.ts';

/** Any text, kept whole as it came: spaces, line breaks and the 18 digits of an ID number too. */
export const text: ColumnType = {
  id: 'text',
  align: 'left',
  parse: (written) => ({ ok: true, value: written === '' ? null : written }),
  format: (value) => value as string,
  validate: (value) => value === null || typeof value === 'string',
  sortKey: (value) => value as string,
  copy: (value) => value as string,
  toJson: (value) => value,
  fromJson: (json) => {
    if (typeof json === 'string') return { ok: true, value: json === '' ? null : json };
    if (typeof json === 'boolean') return { ok: true, value: String(json) };
    if (typeof json !== 'number') return { ok: false, reason: 'wrongKind' };
    // An ID number that came as a JSON number has lost its last digits on the way.
    return withoutNoise(json) === null
      ? { ok: false, reason: 'tooPrecise' }
      : { ok: true, value: String(json) };
  },
};
