import { expect, test } from 'vitest';
import { toCellValue } from '../../server/documents/conflict.ts';

test('DOC-12 events can tell of whatever value a document holds', () => {
  for (const value of [10n, { a: [10n] }, undefined, new Uint8Array([1]), Number.NaN, () => 1])
    expect(JSON.stringify(toCellValue(value))).toEqual(expect.any(String));
  expect(toCellValue({ zh: '客户', en: 'Customers' })).toBe('{"zh":"客户","en":"Customers"}');
});
