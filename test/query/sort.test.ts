import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asColumnHolds, columnTypeOf, compareCells } from '../../shared/columns/index.ts';
import { type CellValue, type Column, isEmpty, isUnread } from '../../shared/model/index.ts';
import { createTextRanks, runToEnd, type SortBy, sortRows } from '../../shared/query/index.ts';
import { columnsOfAllTypes, nameOf, storedIn, surroundings } from '../columns/arbitraries.ts';
import { contextOf, option } from '../columns/workspace.ts';
import { allOf, columnNamed, readerOf } from './table.ts';

const context = contextOf();
const sortCells = (cells: readonly CellValue[], held: Column, descending = false) => {
  const rows = cells.map((value) => ({ [held.id]: value }));
  const sorted = runToEnd(
    sortRows(allOf(rows), [{ column: held, descending }], readerOf(rows), context),
  );
  return [...sorted].map((row) => cells[row]);
};

describe('sorting', () => {
  it.each(columnsOfAllTypes.map((held) => [nameOf(held), held] as const))(
    'QUERY-1 and QUERY-2: gives the order of the type, then unread text, then empty cells (%s)',
    (_, held) => {
      const type = columnTypeOf(held);
      const cell = fc.oneof(
        { weight: 4, arbitrary: storedIn(held) },
        fc.constantFrom(null, { unread: '约五百' }, { unread: '?' }),
      );
      fc.assert(
        fc.property(
          fc.array(cell, { maxLength: 24 }),
          surroundings,
          fc.boolean(),
          (cells, around, descending) => {
            const within = contextOf(around);
            const rows = cells.map((value) => ({ c: value }));
            const sorted = [
              ...runToEnd(
                sortRows(allOf(rows), [{ column: held, descending }], readerOf(rows), within),
              ),
            ];
            expect(sorted.toSorted((a, b) => a - b)).toEqual(allOf(rows));
            for (const [at, row] of sorted.entries()) {
              const next = sorted[at + 1];
              if (next === undefined) continue;
              const [a, b] = [cells[row]!, cells[next]!];
              const groups = [groupOf(a, held), groupOf(b, held)];
              expect(groups).toEqual(groups.toSorted());
              if (groups[0] !== groups[1] || groups[0] !== 'a value') continue;
              const order = compareCells(type, a, b, held, within) * (descending ? -1 : 1);
              expect(order < 0 || (order === 0 && row < next)).toBe(true);
            }
          },
        ),
      );
    },
  );

  it('QUERY-1: puts Chinese names in the order of pinyin, and counts in the order of size', () => {
    const text = columnNamed('name', 'text');
    expect(sortCells(['周敏', '陈晨', '王伟', '毛晨'], text)).toEqual([
      '陈晨',
      '毛晨',
      '王伟',
      '周敏',
    ]);
    expect(sortCells(['10号', '9号', '2号'], text)).toEqual(['2号', '9号', '10号']);
  });

  it('QUERY-1: puts options in the order of their list', () => {
    const held = columnNamed('intent', 'select');
    const within = contextOf({ options: [option('z', '明确'), option('a', '考虑中')] });
    const rows = [{ intent: 'a' }, { intent: 'gone' }, { intent: 'z' }];
    const sorted = runToEnd(
      sortRows([0, 1, 2], [{ column: held, descending: false }], readerOf(rows), within),
    );
    expect([...sorted]).toEqual([2, 0, 1]);
  });

  it('QUERY-2: keeps unread text and empty cells at the end in both directions', () => {
    const held = columnNamed('amount', 'number');
    const cells = [null, { unread: '约五百' }, 2, -1, 'of another kind', 10];
    const end = [{ unread: '约五百' }, 'of another kind', null];
    expect(sortCells(cells, held).slice(0, 3)).toEqual([-1, 2, 10]);
    expect(sortCells(cells, held, true).slice(0, 3)).toEqual([10, 2, -1]);
    for (const descending of [false, true])
      expect(sortCells(cells, held, descending).slice(3)).toEqual(expect.arrayContaining(end));
    expect(sortCells(cells, held, true).at(-1)).toBeNull();
  });

  it('QUERY-3: by kept ranks is sorting by fresh ones, whatever was edited since', () => {
    const held = columnNamed('name', 'text');
    const texts = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('王', '李')), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 5 }), (edits) => {
        const ranks = createTextRanks('zh');
        for (const cells of edits) {
          const rows = cells.map((name) => ({ name }));
          const sort = (by: SortBy) =>
            runToEnd(sortRows(allOf(rows), [by], readerOf(rows), context));
          const fresh: SortBy = { column: held, descending: false };
          expect(sort({ ...fresh, ranks })).toEqual(sort(fresh));
        }
      }),
    );
  });

  it('QUERY-3: leaves ranks of another language alone', () => {
    const rows = [{ name: '周敏' }, { name: '陈晨' }, { name: 'Ann' }];
    const sort = (by: Partial<SortBy>) =>
      runToEnd(
        sortRows(
          allOf(rows),
          [{ column: columnNamed('name', 'text'), descending: false, ...by }],
          readerOf(rows),
          context,
        ),
      );
    const english = createTextRanks('en');
    runToEnd(english.place(new Set(rows.map(({ name }) => name))));
    expect(sort({ ranks: english })).toEqual(sort({}));
  });

  it('QUERY-4: by several columns lets each decide where those before it do not', () => {
    const rows = [
      { outlet: 'B', amount: 1 },
      { outlet: 'A', amount: 1 },
      { outlet: 'A', amount: null },
      { outlet: 'A', amount: 7 },
      { outlet: null, amount: 9 },
    ];
    const by: readonly SortBy[] = [
      { column: columnNamed('outlet', 'text'), descending: false },
      { column: columnNamed('amount', 'number'), descending: true },
    ];
    expect([...runToEnd(sortRows(allOf(rows), by, readerOf(rows), context))]).toEqual([
      3, 1, 2, 0, 4,
    ]);
  });

  it('QUERY-9: pauses often', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ amount: (index * 7919) % 5003 }));
    const by = [{ column: columnNamed('amount', 'number'), descending: false }];
    const steps = sortRows(allOf(rows), by, readerOf(rows), context);
    let pauses = 0;
    while (steps.next().done !== true) pauses++;
    expect(pauses).toBeGreaterThan(100);
  });
});

const groupOf = (value: CellValue, held: Column): string => {
  const shown = asColumnHolds(value, held);
  if (isEmpty(shown)) return 'nothing'.padStart(20, 'z');
  return isUnread(shown) ? 'unread' : 'a value';
};
