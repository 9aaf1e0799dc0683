import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { createLinkedRows, type LinkedRows } from '../../client/store/linkedRows.ts';
import { createTaskSlices, type TaskSlices } from '../../client/store/taskSlices.ts';
import { until } from '../sync/support/until.ts';
import { type BoardTable, boardTable, idOf } from './boardTable.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const makeTable = (clock?: () => number): { made: BoardTable; slices: TaskSlices } => {
  const made = boardTable(undefined, clock);
  const slices = createTaskSlices(clock ?? (() => 0));
  ends.push(made.close, slices.close);
  return { made, slices };
};

const customers = [901, 902, 903].map(idOf);

/** What reading every row finds. */
const scanned = ({ table }: BoardTable, customer: string): readonly string[] =>
  Array.from({ length: table.size }, (_, row) => row)
    .filter((row) => {
      const value = table.cell(row, 'customer');
      const isIn = Array.isArray(value) ? value.includes(customer) : value === customer;
      return isIn && table.isListed(row);
    })
    .map((row) => table.rowId(row))
    .sort();

const indexed = ({ table }: BoardTable, index: LinkedRows, customer: string): readonly string[] =>
  index
    .of(customer)
    .rows.map((row) => table.rowId(row))
    .sort();

const customer = fc.constantFrom(...customers, null);
const edits = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('add' as const), row: fc.nat(15), to: customer }),
    fc.record({ do: fc.constant('move' as const), row: fc.nat(15), to: customer }),
    fc.record({ do: fc.constant('several' as const), row: fc.nat(15), to: customer }),
    fc.record({ do: fc.constant('delete' as const), row: fc.nat(15), to: customer }),
    fc.record({ do: fc.constant('restore' as const), row: fc.nat(15), to: customer }),
  ),
  { maxLength: 40 },
);

it('REC-13: rows that link to a row are found as reading all of them would, after any edits', () => {
  fc.assert(
    fc.property(edits, fc.nat(40), (list, begin) => {
      const { made, slices } = makeTable();
      let index: LinkedRows | null = null;
      list.forEach((edit, at) => {
        if (at === begin) index = createLinkedRows(made.table, 'customer', slices);
        const row = idOf(edit.row);
        if (edit.do === 'add') made.add(row, { customer: edit.to });
        else if (edit.do === 'move') made.write(row, 'customer', edit.to);
        else if (edit.do === 'several') made.write(row, 'customer', customers.slice(1));
        else if (edit.do === 'delete') made.deleteRow(row);
        else made.restoreRow(row);
        if (index === null) return;
        for (const each of customers)
          expect(indexed(made, index, each)).toEqual(scanned(made, each));
      });
    }),
    { numRuns: 60 },
  );
});

it('REC-13: whoever watches a row hears of its own rows, and of nobody else’s', () => {
  const { made, slices } = makeTable();
  const [one = '', other = ''] = customers;
  made.add(idOf(1), { customer: one });
  made.add(idOf(2), { customer: other });
  const index = createLinkedRows(made.table, 'customer', slices);
  let heard = 0;
  const stop = index.subscribe(one, () => heard++);
  const before = index.of(one);
  made.write(idOf(2), 'name', 'of another');
  expect([heard, index.of(one)]).toEqual([0, before]);
  made.write(idOf(1), 'name', 'mine');
  expect(heard).toBe(1);
  expect(index.of(one)).not.toBe(before);
  made.write(idOf(2), 'customer', one);
  expect([heard, index.of(one).rows.length, index.of(other).rows.length]).toEqual([2, 2, 0]);
  stop();
  made.deleteRow(idOf(1));
  expect([heard, index.of(one).rows.length]).toEqual([2, 1]);
});

it('REC-13: the index of a large table is made in slices, and edits meanwhile are in it', async () => {
  const { made } = makeTable();
  const count = 20_000;
  made.addMany(count, (number) => ({ customer: customers[number % 3] ?? null }));
  let steps = 0;
  // A clock that lets one step into each slice.
  const slices = createTaskSlices(() => (steps += 10));
  ends.push(slices.close);
  const index = createLinkedRows(made.table, 'customer', slices);
  const [one = '', other = ''] = customers;
  expect(index.of(one).ready).toBe(false);
  made.write(idOf(0), 'customer', other);
  made.write(idOf(count - 1), 'customer', other);
  await until(() => index.of(one).ready);
  for (const each of customers) expect(indexed(made, index, each)).toEqual(scanned(made, each));
});
