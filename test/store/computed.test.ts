import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { createContexts } from '../../client/store/columnContext.ts';
import { createComputed } from '../../client/store/computed.ts';
import { createAllComputedCells } from '../../client/store/computedCells.ts';
import type { RowsUpdate, ViewQuery } from '../../client/store/store.ts';
import { createTaskSlices, type TaskSlices } from '../../client/store/taskSlices.ts';
import { createTitles } from '../../client/store/titles.ts';
import { createUnionRows } from '../../client/store/unionRows.ts';
import { createView, type FedView } from '../../client/store/view.ts';
import type { OpenLedger } from '../../client/sync/openLedgers.ts';
import type { Computer } from '../../client/workers/computeInWorker.ts';
import {
  builtInRecords,
  type Ledger,
  openLedger,
  openWorkspace,
} from '../../shared/documents/index.ts';
import type { CellValue, LedgerCommand, SetRecord } from '../../shared/model/index.ts';
import { until } from '../sync/support/until.ts';
import { computeHere } from './support/computeHere.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

interface Setting {
  readonly computer?: Computer;
  readonly now?: () => number;
  readonly clock?: () => number;
}

/** Customers of one ledger without a server, with the real engine in this thread. */
const makeTable = ({ computer = computeHere(), now = Date.now, clock }: Setting = {}) => {
  const slices: TaskSlices = createTaskSlices(clock ?? (() => performance.now()));
  const workspace = openWorkspace(new Y.Doc());
  workspace.apply(builtInRecords(), null);
  const cells = createAllComputedCells();
  const rows = createUnionRows(slices, () => {}, cells);
  const computed = createComputed({ workspace, slices, computer, cells, now, changed: () => {} });
  workspace.observe(() => computed.schemaChanged());
  const ledger = openLedger(new Y.Doc());
  rows.open({ id: 'one', ledger } as OpenLedger);
  const table = rows.table('customers');
  computed.follow(table);
  const titles = createTitles(workspace, rows.table);
  const contexts = createContexts(
    workspace,
    titles,
    () => 'en',
    () => '2026-05-06',
    false,
  );
  const open = (query: Partial<ViewQuery>): FedView =>
    createView(
      { table: 'customers', filter: null, sort: null, ...query },
      { workspace, slices, table: rows.table, context: contexts.current, isReady: () => true },
    );
  const apply = (to: Ledger, ...commands: LedgerCommand[]): void => void to.apply(commands, null);
  const add = (number: number, values: Readonly<Record<string, CellValue>> = {}): void =>
    apply(ledger, { type: 'addRows', table: 'customers', rows: [{ id: idOf(number), values }] });
  const write = (number: number, column: string, value: CellValue): void =>
    apply(ledger, {
      type: 'setCells',
      table: 'customers',
      cells: [{ row: idOf(number), column, value }],
    });
  const put = (
    collection: SetRecord['collection'],
    id: string,
    properties: SetRecord['properties'],
  ): void => void workspace.apply([{ type: 'setRecord', collection, id, properties }], null);
  const tier = (number: number): CellValue => table.cell(table.rowOf(idOf(number))!, 'tier');
  const updates: RowsUpdate[] = [];
  table.subscribe((update) => updates.push(update));
  ends.push(() => {
    computed.close();
    slices.close();
  });
  return { rows, ledger, table, computed, workspace, open, apply, add, write, put, tier, updates };
};

const idOf = (number: number): string => `01J000000000000000000${String(number).padStart(5, '0')}`;

test('FORM-20: an edit is followed by what its row comes to, told with what stood there before', async () => {
  const { add, write, tier, updates } = makeTable();
  add(1, { dealCount: 3, averageTicket: 6_000 });
  add(2, {});
  await until(() => tier(1) === 'A' && tier(2) === 'C');
  updates.length = 0;
  write(2, 'intent', 'clear');
  await until(() => tier(2) === 'B');
  expect(updates.flatMap(({ changes }) => changes)).toMatchObject([
    { column: 'intent' },
    { column: 'tier', row: idOf(2), number: 1, before: 'C', after: 'B' },
  ]);
  updates.length = 0;
  write(2, 'dealCount', 1);
  write(2, 'note', 'x');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(updates.flatMap(({ changes }) => changes.map(({ column }) => column))).toEqual([
    'dealCount',
    'note',
  ]);
});

test('FORM-21: a new name of a column or an option changes no result', async () => {
  const { add, put, tier, workspace, table } = makeTable();
  add(1, { intent: 'clear' });
  await until(() => tier(1) === 'B');
  put('columns', 'customers/intent', { name: 'Wish' });
  put('options', 'customers/intent/clear', { name: 'Certain' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(tier(1)).toBe('B');
  expect(workspace.column('customers', 'tier')?.settings.formula).toContain('[=intent/clear]');
  put('columns', 'customers/shown', {
    name: 'Shown',
    type: 'formula',
    settings: { formula: '=[@intent]&"!"' },
  });
  await until(() => table.cell(0, 'shown') === 'Certain!');
  put('options', 'customers/intent/clear', { name: 'Sure' });
  await until(() => table.cell(0, 'shown') === 'Sure!');
});

test('FORM-22: unread text makes an error that names its column, and goes with it', async () => {
  const { add, write, tier } = makeTable();
  add(1, { dealCount: { unread: '约三' }, averageTicket: 6_000 });
  await until(() => tier(1) !== null);
  expect(tier(1)).toEqual({ error: '#VALUE!', cause: 'dealCount' });
  write(1, 'dealCount', 3);
  await until(() => tier(1) === 'A');
});

test('FORM-23: a view that is sorted or filtered by a formula follows it', async () => {
  const { add, write, open, table, tier } = makeTable();
  add(1, { dealCount: 2 });
  add(2, {});
  add(3, { dealCount: 4, averageTicket: 6_000 });
  const view = open({ sort: { column: 'tier', descending: false } });
  const top = open({ filter: { column: 'tier', operator: 'isText', text: 'A' } });
  const shown = (of: FedView): string[] =>
    Array.from(of.snapshot().rows, (row) => table.rowId(row));
  await until(() => shown(view).join() === [3, 1, 2].map(idOf).join() && shown(top).length === 1);
  write(2, 'dealCount', 9);
  write(2, 'averageTicket', 9_000);
  await until(() => tier(2) === 'A' && shown(top).length === 2);
  await until(() => shown(view).join() === [2, 3, 1].map(idOf).join());
});

test('FORM-24: what is edited while all is computed comes before the rest, and nothing of old stays', async () => {
  const blocks: number[][] = [];
  const here = computeHere();
  const slow: Computer = {
    ...here,
    compute: async (program, block) => {
      blocks.push([...block.rows]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return here.compute(program, block);
    },
  };
  const { apply, ledger, write, tier, table } = makeTable({ computer: slow });
  const many = Array.from({ length: 20_000 }, (_, number) => ({
    id: idOf(number),
    values: { dealCount: 2 },
  }));
  apply(ledger, { type: 'addRows', table: 'customers', rows: many });
  await until(() => blocks.length >= 3);
  write(0, 'dealCount', 0);
  write(19_999, 'dealCount', 0);
  await until(() => tier(19_999) === 'C' && tier(0) === 'C');
  expect(blocks.length).toBeLessThan(10);
  expect(table.scan('tier')(15_000)).toBeNull();
  // A row that somebody looks at does not wait either.
  expect(tier(18_000)).toBeNull();
  await until(() => tier(18_000) === 'B');
  expect(blocks.length).toBeLessThan(15);
  const tiers = table.scan('tier');
  await until(() =>
    many.every((_, row) => tiers(row) === (row === 0 || row === 19_999 ? 'C' : 'B')),
  );
});

test('FORM-25: many rows are read in slices, and each row is computed once', async () => {
  let ticks = 0;
  const computed = new Map<number, number>();
  const here = computeHere();
  const counting: Computer = {
    ...here,
    compute: (program, block) => {
      // A slice ends when its clock has moved: so one step at a time was done.
      expect(block.rows.length).toBeLessThanOrEqual(1_024);
      for (const row of block.rows) computed.set(row, (computed.get(row) ?? 0) + 1);
      return here.compute(program, block);
    },
  };
  const { apply, ledger, table, updates } = makeTable({
    computer: counting,
    clock: () => (ticks += 10),
  });
  const many = Array.from({ length: 30_000 }, (_, number) => ({
    id: idOf(number),
    values: { dealCount: number % 3 },
  }));
  apply(ledger, { type: 'addRows', table: 'customers', rows: many });
  const isDone = (): boolean => table.scan('tier')(29_999) !== null;
  await until(isDone);
  expect(computed.size).toBe(30_000);
  expect(new Set(computed.values())).toEqual(new Set([1]));
  // No update brings the screen more than a block; each step of reading took 256 rows at most.
  expect(Math.max(...updates.slice(1).map(({ changes }) => changes.length))).toBeLessThanOrEqual(
    1_024,
  );
  expect(ticks / 10).toBeGreaterThan(30_000 / 256);
});

test('FORM-26: a formula that hangs shows #ERROR! in its table until somebody changes it', async () => {
  const here = computeHere();
  let isHanging = true;
  const { add, put, tier, table } = makeTable({
    computer: {
      ...here,
      compute: (program, block) =>
        isHanging ? Promise.reject(new Error('too long')) : here.compute(program, block),
    },
  });
  add(1, { dealCount: 2 });
  await until(() => tier(1) !== null);
  expect(tier(1)).toEqual({ error: '#ERROR!' });
  expect(table.scan('tier')(0)).toEqual({ error: '#ERROR!' });
  isHanging = false;
  put('columns', 'customers/tier', { settings: { formula: '=[@dealCount]*2', result: 'number' } });
  await until(() => tier(1) === 4);
});

test('FORM-27: TODAY() is another day after midnight where the workspace is', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  ends.push(() => vi.useRealTimers());
  let now = Date.parse('2026-11-21T15:59:50Z');
  const { workspace, add, put, table } = makeTable({ now: () => now });
  workspace.doc.getMap('meta').set('timeZone', 'Asia/Shanghai');
  add(1, { birthday: '2026-11-01' });
  put('columns', 'customers/age', {
    name: 'Age',
    type: 'formula',
    settings: { formula: '=TODAY()-[@birthday]', result: 'number' },
  });
  await until(() => table.cell(0, 'age') === 20);
  now += 20_000;
  vi.advanceTimersByTime(20_000);
  await until(() => table.cell(0, 'age') === 21);
});

test('FORM-28: results stay with their rows when ledgers come, go and begin anew', async () => {
  const { rows, ledger, apply, add, tier, table, updates } = makeTable();
  add(1, { dealCount: 2 });
  await until(() => tier(1) === 'B');
  updates.length = 0;
  const other = openLedger(new Y.Doc());
  apply(other, {
    type: 'addRows',
    table: 'customers',
    rows: [{ id: idOf(2), values: { dealCount: 3, averageTicket: 5_000 } }],
  });
  rows.open({ id: 'two', ledger: other } as OpenLedger);
  await until(() => tier(2) === 'A');
  expect(updates.flatMap(({ changes }) => changes.map(({ row }) => row))).toEqual([idOf(2)]);
  const next = openLedger(new Y.Doc());
  apply(next, { type: 'addRows', table: 'customers', rows: [{ id: idOf(1), values: {} }] });
  const replace = await rows.prepare({ id: 'one', ledger } as OpenLedger, next);
  replace();
  await until(() => tier(1) === 'C');
  rows.close({ id: 'two', ledger: other } as OpenLedger);
  expect(table.isListed(1)).toBe(false);
  expect(tier(1)).toBe('C');
});

test('FORM-29: a formula is tried on the first rows before anything is written', async () => {
  const { add, put, table, computed } = makeTable();
  for (const number of [1, 2, 3, 4]) add(number, { dealCount: number, birthday: '2026-01-31' });
  expect(await computed.tryFormula(table, '=[@成交次数]*2')).toEqual({
    ok: true,
    formula: '=[@dealCount]*2',
    result: 'number',
    rows: [0, 1, 2].map((row) => ({ row, value: (row + 1) * 2 })),
  });
  const kinds: readonly (readonly [string, string])[] = [
    ['=[@birthday]+1', 'date'],
    ['=IF([@dealCount]>2,EDATE([@birthday],1),"")', 'date'],
    ['=AND([@dealCount]>2,[@averageTicket]>0)', 'checkbox'],
    ['=IF([@intent]="Strong",1,"")', 'number'],
    ['=IF([@intent]="Strong",1,"none")', 'text'],
    ['=[@tier]&"!"', 'text'],
    ['=LEN([@tier])', 'number'],
    ['=1/0', 'text'],
  ];
  for (const [typed, result] of kinds)
    expect([typed, await computed.tryFormula(table, typed)]).toMatchObject([
      typed,
      { ok: true, result },
    ]);
  expect(await computed.tryFormula(table, '=[@tier]', 'tier')).toMatchObject({
    ok: false,
    problem: { reason: 'cycle' },
  });
  put('columns', 'customers/tier', { deletedAt: 1 });
  expect(await computed.tryFormula(table, '=[@tier]')).toMatchObject({
    problem: { reason: 'unknownColumn', name: 'tier' },
  });
});
