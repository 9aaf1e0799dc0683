import type { Column } from '../model/index.ts';
import type { ColumnType } from './columnType.ts';
import { decimalsOf, isExactDecimal, numberFormat, writeDecimal } from './decimal.ts';
import { readJsonNumber, readNumber } from './number.ts';

/**
 * Amounts of money in the column's one currency, stored like numbers. An amount that is marked
 * as another currency is unread.
 */
export const currency: ColumnType = {
  id: 'currency',
  align: 'right',
  parse: (text, column) => readNumber(text, currencyOf(column)),
  format: (value, column, context) => {
    const amount = value as number;
    const decimals = decimalsOf(column.settings.decimals);
    // Whole amounts stand without 分; others have at least two digits, and as many as there are.
    const digits =
      decimals === undefined
        ? {
            minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
            maximumFractionDigits: Number.isInteger(amount) ? 0 : 15,
          }
        : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    return numberFormat(context.language, {
      style: 'currency',
      currency: currencyOf(column),
      currencyDisplay: 'narrowSymbol',
      signDisplay: 'negative',
      ...digits,
    }).format(amount);
  },
  validate: (value) => value === null || isExactDecimal(value),
  sortKey: (value) => value as number,
  copy: (value) => writeDecimal(value as number),
  toJson: (value) => value,
  fromJson: (json, column) => readJsonNumber(json, currencyOf(column)),
};

/** The column's currency; renminbi where it has none, or one that is not a code. */
const currencyOf = (column: Column): string => {
  const code = column.settings.currency ?? '';
  return /^[A-Z]{3}$/.test(code) ? code : 'CNY';
};
