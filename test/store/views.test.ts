import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createContexts } from '../../client/store/columnContext.ts';
import type { ViewQuery } from '../../client/store/store.ts';
import { createTaskSlices, type TaskSlices } from '../../client/store/taskSlices.ts';
import { createTitles } from '../../client/store/titles.ts';
import { createUnionRows } from '../../client/store/unionRows.ts';
import type { UnionTable } from '../../client/store/unionTable.ts';
import { createView, type FedView } from '../../client/store/view.ts';
import type { OpenLedger } from '../../client/sync/openLedgers.ts';
import {
  builtInRecords,
  type Ledger,
  openLedger,
  openWorkspace,
} from '../../shared/documents/index.ts';
import type { CellValue, LedgerCommand } from '../../shared/model/index.ts';
import { until } from '../sync/support/until.ts';

let slices: TaskSlices;

/** A table of one ledger without a server: documents are real, nothing else is needed. */
const makeTable = () => {
  slices = createTaskSlices(() => performance.now());
  const workspace = openWorkspace(new Y.Doc());
  workspace.apply(builtInRecords(), null);
  const rows = createUnionRows(slices, () => {});
  const ledger = openLedger(new Y.Doc());
  rows.open({ id: 'one', ledger } as OpenLedger);
  const titles = createTitles(workspace, rows.table);
  const contexts = createContexts(
    workspace,
    titles,
    () => 'en',
    () => '2026-05-06',
    false,
  );
  const table = rows.table('customers');
  const open = (query: Partial<ViewQuery> = {}): FedView =>
    createView(
      { table: 'customers', filter: null, sort: null, ...query },
      { workspace, slices, table: rows.table, context: contexts.current, isReady: () => true },
    );
  const apply = (...commands: LedgerCommand[]): void => void ledger.apply(commands, null);
  const add = (id: string, values: Readonly<Record<string, CellValue>> = {}): void =>
    apply({ type: 'addRows', table: 'customers', rows: [{ id, values }] });
  const write = (row: string, column: string, value: CellValue): void =>
    apply({ type: 'setCells', table: 'customers', cells: [{ row, column, value }] });
  return { rows, ledger, table, titles, contexts, open, apply, add, write };
};

const idOf = (number: number): string => `01J000000000000000000${String(number).padStart(5, '0')}`;
const shown = (view: FedView, table: UnionTable): string[] =>
  Array.from(view.snapshot().rows).map((row) => table.rowId(row));

afterEach(() => slices.close());

test('STORE-29: new rows at the end are shown at once, in the place of their ids', async () => {
  const { table, open, add } = makeTable();
  const view = open();
  add(idOf(1));
  add(idOf(3));
  expect(shown(view, table)).toEqual([idOf(1), idOf(3)]);
  add(idOf(2));
  await until(() => view.snapshot().rows.length === 3);
  expect(shown(view, table)).toEqual([idOf(1), idOf(2), idOf(3)]);
});

test('STORE-30: a change to a column that is neither filtered nor sorted moves nothing', async () => {
  const { open, add, write } = makeTable();
  add(idOf(1), { name: 'b' });
  add(idOf(2), { name: 'a' });
  const view = open({ sort: { column: 'name', descending: false } });
  const before = view.snapshot();
  let calls = 0;
  view.subscribe(() => calls++);
  write(idOf(1), 'note', 'x');
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(view.snapshot()).toBe(before);
  expect(calls).toBe(0);
});

test('STORE-31: sorted and filtered rows follow what others write', async () => {
  const { table, open, add, write } = makeTable();
  for (const number of [1, 2, 3]) add(idOf(number), { dealCount: number });
  const view = open({
    filter: { column: 'dealCount', operator: 'atLeast', number: 2 },
    sort: { column: 'dealCount', descending: true },
  });
  expect(shown(view, table)).toEqual([idOf(3), idOf(2)]);
  expect(view.snapshot().total).toBe(3);
  write(idOf(1), 'dealCount', 9);
  await until(() => view.snapshot().rows.length === 3);
  expect(shown(view, table)).toEqual([idOf(1), idOf(3), idOf(2)]);
});

test('STORE-32: deleted rows go at once and are in the bin, from where they come back', async () => {
  const { table, open, add, apply } = makeTable();
  add(idOf(1));
  add(idOf(2));
  const view = open();
  const bin = open({ bin: true });
  apply({ type: 'deleteRows', table: 'customers', rows: [idOf(1)], at: 1 });
  expect(shown(view, table)).toEqual([idOf(2)]);
  expect(table.listedCount).toBe(1);
  await until(() => bin.snapshot().rows.length === 1);
  expect(shown(bin, table)).toEqual([idOf(1)]);
  apply({ type: 'restoreRows', table: 'customers', rows: [idOf(1)] });
  await until(() => view.snapshot().rows.length === 2 && bin.snapshot().rows.length === 0);
  expect(shown(view, table)).toEqual([idOf(1), idOf(2)]);
});

test('STORE-33: a view that asks for something else says that it is busy until it is there', async () => {
  const { table, open, apply } = makeTable();
  const rows = Array.from({ length: 30_000 }, (_, number) => ({
    id: idOf(number),
    values: { name: `row ${(number * 7919) % 30_000}` },
  }));
  apply({ type: 'addRows', table: 'customers', rows });
  const view = open();
  await until(() => !view.snapshot().busy);
  const before = view.snapshot().rows;
  view.update({ table: 'customers', filter: null, sort: { column: 'name', descending: false } });
  expect(view.snapshot()).toMatchObject({ busy: true });
  expect(view.snapshot().rows).toBe(before);
  await until(() => !view.snapshot().busy);
  expect(table.cell(view.snapshot().rows[1]!, 'name')).toBe('row 1');
});

test('STORE-34: rows keep their numbers when their document is replaced', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(40), { maxLength: 20 }),
      fc.uniqueArray(fc.nat(40), { maxLength: 20 }),
      fc.uniqueArray(fc.nat(40), { maxLength: 5 }),
      async (before, after, late) => {
        const { rows, ledger, table } = makeTable();
        const put = (into: Ledger, numbers: readonly number[]): void => {
          const made = numbers.map((number) => ({
            id: idOf(number),
            values: { name: `${number}` },
          }));
          into.apply([{ type: 'addRows', table: 'customers', rows: made }], null);
        };
        put(ledger, before);
        const numbers = new Map(before.map((number) => [number, table.rowOf(idOf(number))]));
        const next = openLedger(new Y.Doc());
        put(next, after);
        const show = await rows.prepare({ id: 'one' } as OpenLedger, next);
        put(next, late);
        show();
        const now = [...new Set([...after, ...late])];
        for (const number of now) {
          const row = table.rowOf(idOf(number))!;
          if (numbers.has(number)) expect(row).toBe(numbers.get(number));
          expect(table.rowId(row)).toBe(idOf(number));
          expect(table.cell(row, 'name')).toBe(`${number}`);
          expect(table.isListed(row)).toBe(true);
        }
        for (const number of before.filter((gone) => !now.includes(gone))) {
          expect(table.rowOf(idOf(number))).toBeUndefined();
          expect(table.isListed(numbers.get(number)!)).toBe(false);
        }
        expect(table.listedCount).toBe(now.length);
        slices.close();
      },
    ),
    { numRuns: 50 },
  );
});

test('STORE-35: rows are found by their titles, also after the title changed', () => {
  const { table, titles, contexts, add, write } = makeTable();
  table.subscribe((update) => titles.take('customers', update, contexts.current()));
  add(idOf(1), { name: '李娜' });
  add(idOf(2), { name: '李娜' });
  const context = contexts.current();
  expect(context.rowsByTitle('customers', '李娜')).toEqual([idOf(1), idOf(2)]);
  expect(context.rowTitle('customers', idOf(2))).toBe('李娜');
  write(idOf(2), 'name', '王芳');
  add(idOf(3), { name: '王芳' });
  const later = contexts.current();
  expect(later.rowTitle('customers', idOf(2))).toBe('王芳');
  expect(later.rowTitle('customers', idOf(9))).toBeNull();
  expect(later.rowsByTitle('customers', '李娜')).toEqual([idOf(1)]);
  expect(later.rowsByTitle('customers', '王芳')).toEqual([idOf(2), idOf(3)]);
});
