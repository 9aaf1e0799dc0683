import { describe, expect, it } from 'vitest';
import { jsonToCell, readText, showCell } from '../../shared/columns/index.ts';
import { column, contextOf } from './workspace.ts';

const number = column('number');
const read = (text: string, held = number) => readText(text, held, contextOf()).value;
const reasonOf = (text: string, held = number) => readText(text, held, contextOf()).reason;

describe('a number', () => {
  it.each([
    ['1,200', 1200],
    ['１，２００', 1200],
    ['1 200 000', 1_200_000],
    ['3.5万', 35_000],
    ['2亿', 200_000_000],
    ['1.1亿', 110_000_000],
    ['5千', 5000],
    ['3百万', 3_000_000],
    ['1.2万亿', 1_200_000_000_000],
    ['¥1,200.50', 1200.5],
    ['￥１，２００．５０', 1200.5],
    ['1200元', 1200],
    ['3.5万元', 35_000],
    ['人民币 3 万元', 30_000],
    ['RMB 1,200', 1200],
    ['(56)', -56],
    ['（56）', -56],
    ['(¥56.10)', -56.1],
    ['-5', -5],
    ['－５', -5],
    ['\u22125', -5],
    ['¥-5', -5],
    ['-¥5', -5],
    ['+5', 5],
    ['43%', 0.43],
    ['１２．５％', 0.125],
    ['1.5e3', 1500],
    ['1.5E+3', 1500],
    ['.5', 0.5],
    ['5.', 5],
    ['007', 7],
    ['-0', 0],
    ['  42\t', 42],
    ['0.1', 0.1],
    ['999999999999999', 999_999_999_999_999],
    ['100000000000000.0000', 100_000_000_000_000],
  ])('COL-8: %s is %d', (text, value) => {
    expect(read(text)).toBe(value);
  });

  it.each([
    '1,2',
    '12,00',
    '1,2000',
    '1,200,00',
    ',200',
    '1.2.3',
    '1 2',
    '5²',
    '½',
    '--5',
    '(-5)',
    '(5',
    '3万5',
    '万',
    '5万%',
    '2次',
    '1e',
    'e5',
    'Infinity',
    'NaN',
    '0x10',
    '1/2',
    '约500',
    '¥',
    '$5',
    '5 USD',
  ])('COL-8: %s is none', (text) => {
    expect(read(text)).toEqual({ unread: text });
    expect(reasonOf(text)).toBe('notANumber');
  });

  it.each([
    '110199196301180464',
    '6222020200112233445',
    '1000000000000000',
    '0.1234567890123456',
    '1.10199E+17',
    '1e-400',
    '99999999万亿',
  ])('COL-9: %s has too many digits', (text) => {
    expect(read(text)).toEqual({ unread: text });
    expect(reasonOf(text)).toBe('tooPrecise');
  });

  it('COL-9: of a program loses the noise of its last bits, but no digit of a whole number', () => {
    expect(jsonToCell(0.1 + 0.2, number, contextOf()).value).toBe(0.3);
    expect(jsonToCell(1e17, number, contextOf())).toMatchObject({
      value: { unread: '100000000000000000' },
      reason: 'tooPrecise',
    });
  });

  it('shows its digits, grouped, and as many after the point as the column says', () => {
    expect(showCell(1234567.5, number, contextOf())).toBe('1,234,567.5');
    expect(showCell(-0.001, column('number', { decimals: 2 }), contextOf())).toBe('0.00');
    expect(showCell(2, column('number', { decimals: 2 }), contextOf())).toBe('2.00');
    expect(showCell(2, column('number', { decimals: -3 }), contextOf())).toBe('2');
  });
});

describe('an amount', () => {
  const dollars = column('currency', { currency: 'USD' });
  const yuan = column('currency', { currency: 'CNY' });

  it('COL-8: carries the marks of its currency before or after', () => {
    expect(read('$1,200.50', dollars)).toBe(1200.5);
    expect(read('US$ 5', dollars)).toBe(5);
    expect(read('1.2万美元', dollars)).toBe(12_000);
    expect(read('usd 5', dollars)).toBe(5);
    expect(read('CNY 5', yuan)).toBe(5);
    expect(read('100块', yuan)).toBe(100);
    expect(read('５００円', column('currency', { currency: 'JPY' }))).toBe(500);
  });

  it.each([
    ['$5', yuan],
    ['5欧元', yuan],
    ['¥5', dollars],
    ['5元', dollars],
  ])('COL-10: %s is not read in another', (text, held) => {
    expect(read(text, held)).toEqual({ unread: text });
  });

  it('shows its sign, and cents only where there are any', () => {
    expect(showCell(17518, yuan, contextOf())).toBe('¥17,518');
    expect(showCell(1200.5, yuan, contextOf({ language: 'en' }))).toBe('¥1,200.50');
    expect(showCell(-56, dollars, contextOf({ language: 'en' }))).toBe('-$56');
    expect(showCell(2, column('currency', { currency: 'no such' }), contextOf())).toBe('¥2');
  });
});
