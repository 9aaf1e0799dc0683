import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asColumnHolds,
  cellToJson,
  columnTypeOf,
  compareCells,
  copyCell,
  jsonToCell,
  readText,
  showCell,
} from '../../shared/columns/index.ts';
import {
  type CellValue,
  holdsSet,
  isComputed,
  isEmpty,
  isUnread,
} from '../../shared/model/index.ts';
import { anyText, columnsOfAllTypes, nameOf, storedIn, surroundings } from './arbitraries.ts';
import { column, contextOf } from './workspace.ts';

describe.each(columnsOfAllTypes.map((held) => [nameOf(held), held] as const))('%s', (_, held) => {
  const type = columnTypeOf(held);
  // What a formula fills is only read: FORM-59.

  it.skipIf(isComputed(held))('COL-1: reads back what it copies', () => {
    fc.assert(
      fc.property(storedIn(held), surroundings, (value, around) => {
        const context = contextOf(around);
        expect(type.parse(type.copy(value, held, context), held, context)).toMatchObject({
          ok: true,
          value,
        });
      }),
    );
  });

  it.skipIf(isComputed(held))('COL-2: takes back what it gives as JSON, through text', () => {
    fc.assert(
      fc.property(storedIn(held), surroundings, (value, around) => {
        const context = contextOf(around);
        const json: unknown = JSON.parse(JSON.stringify(cellToJson(value, held, context)));
        expect(jsonToCell(json, held, context).value).toEqual(value);
      }),
    );
  });

  it('COL-3 and COL-5: reads any text and any JSON into a stored form that stays, or not at all', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.jsonValue()), surroundings, (input, around) => {
        const context = contextOf(around);
        const read =
          typeof input === 'string'
            ? readText(input, held, context)
            : jsonToCell(input, held, context);
        expect(isUnread(read.value) || type.validate(read.value, held)).toBe(true);
        expect(typeof showCell(read.value, held, context)).toBe('string');
        const copied = readText(copyCell(read.value, held, context), held, context);
        if (read.makes.length === 0 && !isUnread(read.value) && !isEmpty(read.value))
          expect(copied.value).toEqual(read.value);
      }),
      { numRuns: 400 },
    );
  });

  it('COL-3: is not held up by a long page', () => {
    for (const part of [' ', '1', '1 ', '"', '"a"', ',', '1,', 'a）', '转1', '\n', '中'])
      for (const end of ['', 'x', '"', '1'])
        expect(() => readText(`1${part.repeat(100_000)}${end}`, held, contextOf())).not.toThrow();
  });

  it('COL-4: keeps text that it cannot read as it came', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { value, reason } = readText(text, held, contextOf());
        expect(isUnread(value)).toBe(reason !== undefined);
        if (isUnread(value)) expect(value.unread).toBe(text);
      }),
    );
  });

  it('COL-6: orders cells totally', () => {
    fc.assert(
      fc.property(
        fc.array(storedIn(held), { minLength: 3, maxLength: 3 }),
        surroundings,
        ([a, b, c], around) => {
          const order = (x: CellValue, y: CellValue) =>
            Math.sign(compareCells(type, x, y, held, contextOf(around)));
          expect(order(a!, a!)).toBe(0);
          expect(order(a!, b!) + order(b!, a!)).toBe(0);
          if (order(a!, b!) <= 0 && order(b!, c!) <= 0)
            expect(order(a!, c!)).toBeLessThanOrEqual(0);
        },
      ),
    );
  });

  it('reads nothing as an empty cell, and gives it as null, or as the empty set', () => {
    expect(readText('', held, contextOf())).toEqual({ value: null, makes: [] });
    expect(cellToJson(null, held, contextOf())).toEqual(holdsSet(held) ? [] : null);
    expect(jsonToCell(null, held, contextOf()).value).toBeNull();
    expect(showCell(null, held, contextOf())).toBe('');
  });

  it('gives unread text as such, and takes it back', () => {
    const unread = { unread: '约五百' };
    expect(cellToJson(unread, held, contextOf())).toEqual(unread);
    expect(jsonToCell(unread, held, contextOf()).value).toEqual(unread);
    expect(showCell(unread, held, contextOf())).toBe('约五百');
  });
});

describe('what a cell shows', () => {
  const shownAsTyped = columnsOfAllTypes.filter(
    (held) =>
      ['number', 'currency', 'date', 'phone', 'checkbox'].includes(held.type) &&
      held.settings.decimals === undefined,
  );
  it.each(shownAsTyped.map((held) => [nameOf(held), held] as const))(
    'COL-12: can be typed again (%s)',
    (_, held) => {
      fc.assert(
        fc.property(storedIn(held), fc.constantFrom('zh', 'en'), (value, language) => {
          // Below 1 an amount can have more than the 15 places that are shown.
          fc.pre(held.type !== 'currency' || Math.abs(value as number) > 1);
          const context = contextOf({ language });
          const shown = showCell(value, held, context);
          expect([shown, readText(shown, held, context).value]).toEqual([shown, value]);
        }),
      );
    },
  );
});

describe('a value of another kind', () => {
  it('COL-18: is shown, copied and given as unread text', () => {
    const held = column('number');
    expect(asColumnHolds('KH10000', held)).toEqual({ unread: 'KH10000' });
    expect(showCell(['a', 'b'], held, contextOf())).toBe('["a","b"]');
    expect(cellToJson(true, held, contextOf())).toEqual({ unread: 'true' });
  });
});
