import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createRecovery, type Recover, type RecoveryBody } from '../../server/documents/index.ts';
import { recoveryBody } from '../../shared/protocol/http.ts';
import { recoveryLimits } from '../../shared/protocol/recovery.ts';
import { type DocumentsOnDisk, documentsOnDisk } from './support/documentsOnDisk.ts';

let disk: DocumentsOnDisk;
let recover: Recover<{ readonly user: string }>;
beforeEach(async () => {
  disk = await documentsOnDisk();
  recover = createRecovery(disk.documents, disk.log, async () => 'write');
});
afterEach(() => disk.remove());

const name = 'ledger/L1';
const table = 'customers';
const ada = { user: 'ada' };
const rowId = (n: number): string => `01J${String(n).padStart(23, '0')}`;

type Entry = RecoveryBody['entries'][number];
const entry = (id: string, ...commands: Entry['commands']): Entry => ({
  id,
  client: 5,
  clock: 0,
  commands,
});
const bodyOf = (entries: Entry[], generation = 1): RecoveryBody => ({
  document: name,
  generation,
  entries,
});
const addRow = (id: string, values: Record<string, unknown>): Entry['commands'][number] => ({
  type: 'addRows',
  table,
  rows: [{ id, values }],
});
/** Entries that each write the same cell anew. */
const chain = (count: number): Entry[] =>
  Array.from({ length: count }, (_, i) =>
    entry(`e${i}`, {
      type: 'setCells',
      table,
      cells: [{ row: rowId(1), column: 'note', value: `v${i + 1}`, was: i === 0 ? null : `v${i}` }],
    }),
  );
const noteNow = async (): Promise<unknown> => {
  const rows = (await disk.writers.readLedger('L1')).table(table);
  return rows.cell(rows.rowOf(rowId(1))!, 'note');
};
const outcomesOf = async (body: RecoveryBody): Promise<string[]> =>
  (await recover(body, ada)).outcomes.map(({ outcome }) => outcome);

describe('recovery', () => {
  test.each<[string, Entry['commands'][number]]>([
    ['a value under no column', addRow(rowId(2), { constructor: 'x' })],
    ['a value called as the ids are', addRow(rowId(2), { $id: 'x' })],
    ['a row without a proper id', addRow('row', {})],
    ['a value of no kind', addRow(rowId(2), { note: { a: 1 } })],
    [
      'a cell of no column',
      { type: 'setCells', table, cells: [{ row: rowId(1), column: 'a/b', value: 1 }] },
    ],
    [
      'a member of no row',
      { type: 'setMembers', table, cells: [{ row: '', column: 'tags', add: ['x'], remove: [] }] },
    ],
    ['a row to delete that is none', { type: 'deleteRows', table, rows: ['row'], at: 1 }],
  ])(
    'RECOVERY-6 an entry with %s is refused as a whole, and the others land',
    async (_, command) => {
      const bad = entry('bad', addRow(rowId(1), { note: 'half' }), command);
      const good = entry('good', addRow(rowId(3), { note: 'whole' }));
      expect(await outcomesOf(bodyOf([bad, good]))).toEqual(['refused', 'applied']);
      const rows = (await disk.writers.readLedger('L1')).table(table);
      expect([1, 3].map((n) => rows.rowOf(rowId(n)) !== undefined)).toEqual([false, true]);
    },
  );

  test('RECOVERY-6 a record that no document can hold is refused', async () => {
    const record = (properties: Record<string, unknown>): Entry =>
      entry('a', { type: 'setRecord', collection: 'tags', id: 't', properties, was: {} });
    for (const properties of [{ name: { constructor: 1 } }, { 'a/b': 1 }, { constructor: 1 }])
      expect(
        await outcomesOf({ document: 'workspace', generation: 1, entries: [record(properties)] }),
      ).toEqual(['refused']);
  });

  test('RECOVERY-7 a long journal lets others have their turn', async () => {
    await disk.writers.applyLedger(
      'L1',
      [{ type: 'addRows', table, rows: [{ id: rowId(1), values: {} }] }],
      null,
    );
    const seen = new Set<unknown>();
    let isDone = false;
    const recovering = outcomesOf(bodyOf(chain(2_000))).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      seen.add(await noteNow());
      await setImmediate();
    }
    expect(new Set(await recovering)).toEqual(new Set(['applied']));
    expect(await noteNow()).toBe('v2000');
    expect(seen.size).toBeGreaterThan(5);
  });

  test('RECOVERY-7 one large command lands in pieces that let others have their turn', async () => {
    const rows = Array.from({ length: 6_000 }, (_, n) => ({ id: rowId(n), values: { note: 'x' } }));
    const seen = new Set<number>();
    let isDone = false;
    const recovering = outcomesOf(bodyOf([entry('a', { type: 'addRows', table, rows })])).finally(
      () => {
        isDone = true;
      },
    );
    while (!isDone) {
      seen.add((await disk.writers.readLedger('L1')).table(table).size);
      await setImmediate();
    }
    expect(await recovering).toEqual(['applied']);
    expect(seen.size).toBeGreaterThan(2);
  });

  test('RECOVERY-8 a ledger that turns in the middle of it has all of it afterwards, once', async () => {
    await disk.writers.applyLedger(
      'L1',
      [{ type: 'addRows', table, rows: [{ id: rowId(1), values: {} }] }],
      null,
    );
    const recovering = outcomesOf(bodyOf(chain(2_000)));
    while ((await noteNow()) === null) await setImmediate();
    await disk.documents.rotate(name);
    expect(new Set(await recovering)).toEqual(new Set(['applied']));
    expect(await noteNow()).toBe('v2000');
    expect((await disk.documents.open(name)).generation).toBe(2);
  });

  test("RECOVERY-9 what somebody else wrote under one's client id is not taken for one's own", async () => {
    const live = await disk.documents.open(name);
    const squatter = new Y.Doc();
    squatter.clientID = 4242;
    squatter.getMap('cells:customers').set(`${rowId(9)}/note`, 'first');
    expect(live.receive(Y.encodeStateAsUpdate(squatter), 'eve')).toMatchObject({ ok: true });
    const mine = { ...entry('a', addRow(rowId(1), { note: 'mine' })), client: 4242, clock: 1 };
    expect(await outcomesOf(bodyOf([mine]))).toEqual(['applied']);
    expect(await noteNow()).toBe('mine');
  });

  test('RECOVERY-10 more than a request may bring is no request', () => {
    const many = Array.from({ length: recoveryLimits.entries + 1 }, (_, i) => entry(`e${i}`));
    expect(recoveryBody.safeParse(bodyOf(many)).success).toBe(false);
    expect(recoveryBody.safeParse(bodyOf(many.slice(1))).success).toBe(true);
    const rows = Array.from({ length: recoveryLimits.writes + 1 }, () => rowId(1));
    const large = (deleted: string[]) =>
      bodyOf([entry('a', { type: 'deleteRows', table, rows: deleted, at: 1 })]);
    expect(recoveryBody.safeParse(large(rows)).success).toBe(false);
    expect(recoveryBody.safeParse(large(rows.slice(1))).success).toBe(true);
  });
});
