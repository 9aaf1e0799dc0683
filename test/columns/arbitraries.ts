import fc from 'fast-check';
import { columnTypeOf, readText } from '../../shared/columns/index.ts';
import {
  type CellValue,
  type Column,
  columnTypes,
  holdsSet,
  toMemberSet,
} from '../../shared/model/index.ts';
import { column, contextOf, option, person, row, type Surroundings, tag } from './workspace.ts';

/** Names that meet, contain separators and quotes, look like ids, or differ only in case. */
export const name = fc.oneof(
  fc.constantFrom(
    'VIP',
    'vip',
    'ＶＩＰ',
    '高净值客户',
    'A/B 测试',
    'a, b',
    'a',
    'b',
    '"a", "b"',
    'say "hi"',
    '"quoted"',
    'id:V1',
    'V1',
    row('1'),
    'A、B；C',
    ' wide ',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);

const ids = ['V1', 'V2', 'V3', 'V4'];
const rows = ['1', '2', '3', '4'].map(row);
const namesOf = fc.tuple(name, name, name, name);
const maybeDeleted = fc.tuple(...ids.map(() => fc.constantFrom(null, null, 1_700_000_000_000)));

export const surroundings: fc.Arbitrary<Surroundings> = fc.record({
  language: fc.constantFrom('zh', 'en'),
  options: fc
    .tuple(namesOf, maybeDeleted)
    .map(([names, gone]) => ids.map((id, at) => option(id, names[at]!, gone[at]!))),
  tags: fc
    .tuple(namesOf, maybeDeleted)
    .map(([names, gone]) => ids.map((id, at) => tag(id, names[at]!, gone[at]!))),
  people: fc
    .tuple(namesOf, maybeDeleted)
    .map(([names, gone]) => ids.map((id, at) => person(id, names[at]!, gone[at] === null))),
  titles: namesOf.map((names) => Object.fromEntries(rows.map((id, at) => [id, names[at]!]))),
});

/** Any text, and text of the letters that the types care about. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(...'0123456789０９.,，-+()（）%％万亿元¥￥eE 年月日/:;；、"\'\n\t转xXM'),
    maxLength: 24,
  }),
);

/** One column of each type, and of each kind of settings that change what is stored. */
export const columnsOfAllTypes: readonly Column[] = [
  ...columnTypes.map((type) => column(type, type === 'link' ? { linkedTable: 'deals' } : {})),
  column('number', { decimals: 2 }),
  column('currency', { currency: 'USD' }),
  column('currency', { currency: 'JPY', decimals: 0 }),
  column('person', { multiple: true }),
  column('link', { multiple: true, linkedTable: 'deals' }),
];

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });

const number = fc
  .tuple(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), fc.nat(20))
  .map(([whole, places]) => Number(`${whole}e-${places}`))
  .map((value) => (value === 0 ? 0 : value));

const date = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

/** Stored phone numbers are those that reading gives. */
const phone = fc
  .oneof(
    digits(9, 9).map((rest) => `13${rest}`),
    fc.tuple(digits(8, 8), digits(1, 8)).map(([local, ext]) => `0571-${local} ext ${ext}`),
    digits(8, 8).map((local) => `010 ${local}`),
    fc
      .tuple(
        fc.constantFrom('1', '44', '49', '39', '52', '54', '55', '81', '852', '886', '7', '61'),
        digits(6, 12),
      )
      .map(([country, rest]) => `+${country}${rest}`),
  )
  .map((text) => readText(text, column('phone'), contextOf()).value)
  .filter((value) => typeof value === 'string');

/** Values that a column of this type can hold, without empty cells and unread text. */
export const storedIn = (held: Column): fc.Arbitrary<CellValue> => {
  const member =
    held.type === 'link' ? fc.constantFrom(...rows, row('9')) : fc.constantFrom(...ids, 'unknown');
  if (holdsSet(held))
    return fc.uniqueArray(member, { minLength: 1, maxLength: 4 }).map(toMemberSet);
  switch (held.type) {
    case 'text':
      return anyText.filter((text) => text !== '');
    case 'number':
    case 'currency':
      return number;
    case 'date':
      return date;
    case 'checkbox':
      return fc.boolean();
    case 'phone':
      return phone;
    default:
      return member;
  }
};

export const nameOf = (held: Column): string =>
  `${columnTypeOf(held).id}${held.settings.multiple === true ? ', several' : ''}${
    held.settings.currency ? `, ${held.settings.currency}` : ''
  }${held.settings.decimals === undefined ? '' : `, ${held.settings.decimals} decimals`}`;
