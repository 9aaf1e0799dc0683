import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTsv, writeTsv } from '../../shared/intake/tsv.ts';

const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', '\t', '\r', '\n', 'a', ' ', '中') }),
);
const rectangle = fc
  .integer({ min: 1, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }),
  );

describe('tab-separated text', () => {
  it('QUERY-10: gives back every rectangle of cells that was written', () => {
    fc.assert(
      fc.property(rectangle, (cells) => {
        expect(readTsv(writeTsv(cells))).toEqual(cells);
      }),
      { numRuns: 500 },
    );
  });

  it('QUERY-10: is read without throwing, losing no letter but quotes and breaks', () => {
    const letters = (text: string) => text.replace(/["\t\r\n]/g, '');
    fc.assert(
      fc.property(cell, (text) => {
        expect(letters(readTsv(text).flat().join(''))).toBe(letters(text));
      }),
    );
  });

  it.each([
    ['a row of Excel, with its trailing break', '姓名\t手机\r\n', [['姓名', '手机']]],
    [
      'no trailing break',
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['empty cells', '\ta\t\r\n\r\n', [['', 'a', ''], ['']]],
    ['an empty last cell at the very end', 'a\t', [['a', '']]],
    ['line breaks and quotes inside', '"甲\n""乙"""\tb\r\n', [['甲\n"乙"', 'b']]],
    ['a quote within a cell', '5" 屏\tb', [['5" 屏', 'b']]],
    ['a quote that closes nothing', '"5 inch\tb\n', [['"5 inch', 'b']]],
    ['a quote that closes too early', '"a"b\tc', [['"a"b', 'c']]],
    ['breaks of an old Mac', 'a\rb\r', [['a'], ['b']]],
    ['nothing, which is one empty cell', '', [['']]],
  ])('QUERY-11: is read as Excel, WPS and Sheets write it: %s', (_, text, cells) => {
    expect(readTsv(text)).toEqual(cells);
  });

  it('QUERY-11: is written as Excel writes it', () => {
    expect(
      writeTsv([
        ['a "quoted" word', '"b"'],
        ['two\nlines', ''],
      ]),
    ).toBe('a "quoted" word\t"""b"""\r\n"two\nlines"\t');
  });
});
