import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createRecovery, type Recover } from '../../server/documents/index.ts';
import { encodeSegments } from '../../shared/documents/encodeSegment.ts';
import { openLedger, openMe, openWorkspace } from '../../shared/documents/index.ts';
import { isTooLong, type LedgerCommand, limits, type SetRecord } from '../../shared/model/index.ts';
import { type DocumentsOnDisk, documentsOnDisk } from './support/documentsOnDisk.ts';

type Command = LedgerCommand | SetRecord;
/** Brings commands into a document; answers why they were refused, or null. */
type Door = (name: string, commands: readonly Command[]) => Promise<string | null>;

const small = { ...limits, rows: 3, tables: 6, columns: 40, ledgerBytes: 20_000, meBytes: 4_000 };
let disk: DocumentsOnDisk;
let recover: Recover<{ readonly user: string }>;
beforeEach(async () => {
  disk = await documentsOnDisk(small);
  recover = createRecovery(disk.documents, disk.log, async () => 'write');
});
afterEach(() => disk.remove());

const ledger = 'ledger/L1';
const table = 'customers';
const rowId = (n: number): string => `01J${String(n).padStart(23, '0')}`;
const added = (...numbers: number[]): LedgerCommand => ({
  type: 'addRows',
  table,
  rows: numbers.map((n) => ({ id: rowId(n), values: { name: `row ${n}` } })),
});
const noted = (row: number, value: string): LedgerCommand => ({
  type: 'setCells',
  table,
  cells: [{ row: rowId(row), column: 'note', value }],
});
const record = (collection: 'tables' | 'columns', id: string, name = id): SetRecord => ({
  type: 'setRecord',
  collection,
  id,
  properties: { name, order: id },
});

/** As a program of ours that edits a copy and sends what it did. */
const socket: Door = async (name, commands) => {
  const live = await disk.documents.open(name);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(live.doc));
  const before = Y.encodeStateVector(copy);
  if (name === 'workspace') openWorkspace(copy).apply(commands as readonly SetRecord[], null);
  else openLedger(copy).apply(commands as readonly LedgerCommand[], null);
  const received = live.receive(Y.encodeStateAsUpdate(copy, before), 'ada');
  await live.commits.settled();
  return received.ok ? null : received.reason;
};

const api: Door = async (name, commands) => {
  const { writers } = disk;
  const done =
    name === 'workspace'
      ? writers.applyWorkspace(commands as readonly SetRecord[], 'ada')
      : writers.applyLedger('L1', commands as readonly LedgerCommand[], 'ada');
  return done.then(
    () => null,
    (error: { readonly fault: string }) => error.fault,
  );
};

let entries = 0;
const recovery: Door = async (document, commands) => {
  const sent = commands.map((command) =>
    command.type === 'setRecord' ? { ...command, was: {} } : command,
  ) as Parameters<typeof recover>[0]['entries'][number]['commands'];
  const entry = { id: `e${entries++}`, client: 5, clock: 0, commands: sent };
  const { outcomes } = await recover(
    { document, generation: 1, entries: [entry] },
    { user: 'ada' },
  );
  return outcomes[0]!.reason ?? null;
};

const rowsNow = async () => (await disk.writers.readLedger('L1')).table(table);
const noteOf = async (row: number) => {
  const rows = await rowsNow();
  return rows.cell(rows.rowOf(rowId(row))!, 'note');
};

describe.each<[string, Door]>([
  ['a socket', socket],
  ['the API', api],
  ['the recovery', recovery],
])('what comes by %s', (_, door) => {
  test('CARE-60 has values of a certain length at most', async () => {
    await disk.remove();
    disk = await documentsOnDisk();
    recover = createRecovery(disk.documents, disk.log, async () => 'write');
    expect(await door(ledger, [added(1)])).toBeNull();
    const longest = '字'.repeat(limits.valueLength);
    expect(await door(ledger, [noted(1, 'short'), noted(2, `${longest}x`)])).toBe('valueTooLong');
    expect(await noteOf(1)).toBeNull();
    expect(await door(ledger, [noted(1, longest)])).toBeNull();
    expect(await noteOf(1)).toBe(longest);
    const row = { id: rowId(3), values: { name: `${longest}x` } };
    expect(await door(ledger, [{ type: 'addRows', table, rows: [row] }])).toBe('valueTooLong');
    expect(await door('workspace', [record('tables', 'new', `${longest}x`)])).toBe('valueTooLong');
  });

  test('CARE-61 brings no more rows than a ledger may have', async () => {
    expect(await door(ledger, [added(1, 2)])).toBeNull();
    expect(await door(ledger, [added(3, 4)])).toBe('full');
    expect(await door(ledger, [added(3)])).toBeNull();
    expect(await door(ledger, [added(4)])).toBe('full');
    const bin: LedgerCommand = { type: 'deleteRows', table, rows: [rowId(3)], at: 1 };
    expect(await door(ledger, [noted(1, 'edited'), bin])).toBeNull();
    expect([await noteOf(1), (await rowsNow()).size]).toEqual(['edited', 3]);
  });

  test('CARE-62 makes no more tables and columns than there may be', async () => {
    const workspace = await disk.writers.readWorkspace();
    for (let n = workspace.tables().length; n < small.tables; n++)
      expect(await door('workspace', [record('tables', `t${n}`)])).toBeNull();
    expect(await door('workspace', [record('tables', 'more')])).toBe('full');
    expect(await door('workspace', [{ ...record('tables', 't5'), properties: { key: 'k' } }])).toBe(
      null,
    );
    const columns = Array.from({ length: 41 }, (__, n) => record('columns', `t5/c${n}`));
    expect(await door('workspace', columns)).toBe('full');
    expect(await door('workspace', columns.slice(1))).toBeNull();
    expect(await door('workspace', columns.slice(0, 1))).toBe('full');
    expect(await door('workspace', [record('columns', 't4/c0')])).toBeNull();
  });

  test('CARE-63 is taken until the document is full, and what was overwritten takes no room', async () => {
    await door(ledger, [added(1, 2)]);
    for (let n = 0; n < 30; n++)
      expect(await door(ledger, [noted(1, String(n).repeat(1_000))])).toBeNull();
    let taken = 0;
    while (taken < 100 && (await door(ledger, [noted(100 + taken, 'x'.repeat(1_000))])) === null)
      taken++;
    expect(taken).toBeGreaterThan(10);
    expect(taken).toBeLessThan(25);
    expect(await door(ledger, [noted(1, 'x'.repeat(3_000))])).toBe('full');
  });
});

test('CARE-61 sealed rows are rows too, and naming them again is nothing more', async () => {
  const sealed = async (...numbers: number[]): Promise<string[]> => {
    const rows = numbers.map((n) => ({ id: rowId(n), values: { name: 'sealed' } }));
    const hashes: string[] = [];
    for (const { bytes } of encodeSegments(rows))
      hashes.push((await disk.storage.blobs.putSegment('L1', bytes)).hash);
    return hashes;
  };
  const add = (hashes: string[]) =>
    disk.writers.addSegments('L1', { table, hashes, layer: null, at: 0 }, 'ada');
  const three = await sealed(1, 2, 3);
  await add(three);
  await add(three);
  await expect(add(await sealed(4))).rejects.toMatchObject({ fault: 'full' });
  expect((await rowsNow()).size).toBe(3);
});

test('CARE-63 a person’s own settings have a limit', async () => {
  const live = await disk.documents.open('me/ada');
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(live.doc));
  const set = (key: string) => {
    const before = Y.encodeStateVector(copy);
    openMe(copy).set(key, 'x'.repeat(1_500));
    return live.receive(Y.encodeStateAsUpdate(copy, before), 'ada');
  };
  expect([set('a'), set('b')]).toMatchObject([{ ok: true }, { ok: true }]);
  expect(set('c')).toEqual({ ok: false, reason: 'full' });
});

test('CARE-60 what is no text is measured as JSON', () => {
  expect(isTooLong(['abc', 'def'], 13)).toBe(false);
  expect(isTooLong(['abc', 'def'], 12)).toBe(true);
  expect([isTooLong(1, 0), isTooLong(null, 0), isTooLong(true, 0)]).toEqual([false, false, false]);
});
