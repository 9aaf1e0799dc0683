import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { createSeeding, DocumentBroken, type LiveDocument } from '../../server/documents/index.ts';
import type { LedgerCommand } from '../../shared/model/index.ts';
import { until } from '../sync/support/until.ts';
import { type DocumentsOnDisk, documentsOnDisk } from './support/documentsOnDisk.ts';

let disk: DocumentsOnDisk;
beforeEach(async () => {
  disk = await documentsOnDisk();
});
afterEach(() => disk.remove());

const name = 'ledger/L1';
const table = 'customers';
const rowId = (n: number): string => `01J${String(n).padStart(23, '0')}`;
const addRow = (n: number): LedgerCommand => ({
  type: 'addRows',
  table,
  rows: [{ id: rowId(n), values: { note: `row ${n}` } }],
});
const setNote = (n: number, value: string): LedgerCommand => ({
  type: 'setCells',
  table,
  cells: [{ row: rowId(n), column: 'note', value }],
});
const noteOf = async (n: number): Promise<unknown> => {
  const rows = (await disk.writers.readLedger('L1')).table(table);
  const row = rows.rowOf(rowId(n));
  return row === undefined ? undefined : rows.cell(row, 'note');
};
const clientsOf = async (): Promise<number> =>
  (await disk.documents.open(name)).doc.store.clients.size;

describe('documents on the server', () => {
  test('DOC-1 what was written is there again in the next process, under one client id of the server', async () => {
    await disk.writers.applyLedger('L1', [addRow(1)], 'ada');
    disk = await disk.reopen();
    await disk.writers.applyLedger('L1', [setNote(1, 'later')], 'bert');
    disk = await disk.reopen();
    expect(await noteOf(1)).toBe('later');
    expect(await clientsOf()).toBe(1);
    const events = await disk.log.events(name, { after: 0, limit: 10 });
    const notes = events.map(({ by, changes }) => [by, changes.find((c) => c.column === 'note')]);
    expect(notes).toEqual([
      ['ada', { table, row: rowId(1), column: 'note', before: null, after: 'row 1' }],
      ['bert', { table, row: rowId(1), column: 'note', before: 'row 1', after: 'later' }],
    ]);
  });

  test('DOC-2 a log with a hole is refused, never served empty; the others are not disturbed', async () => {
    for (let i = 0; i < 5; i++) await disk.writers.applyLedger('L1', [addRow(i)], null);
    await disk.writers.applyLedger('L2', [addRow(0)], null);
    disk = await disk.reopen();
    const { writer } = disk.storage.files.log;
    await writer.deleteFrom('updates').where('document', '=', name).where('seq', '=', 3).execute();
    // The snapshots that were taken when the process ended would make up for it.
    await disk.storage.files.blobs.writer.deleteFrom('snapshots').execute();
    await expect(disk.documents.open(name)).rejects.toBeInstanceOf(DocumentBroken);
    disk.pass(60_000);
    await expect(disk.writers.applyLedger('L1', [addRow(9)], null)).rejects.toThrow('log');
    expect((await disk.writers.readLedger('L2')).table(table).size).toBe(1);
  });

  test('DOC-3 a write that the disk refuses is answered so, and is not there afterwards', async () => {
    await disk.writers.applyLedger('L1', [addRow(1)], null);
    const left: string[] = [];
    disk.documents.onLeaving((live, reason) => left.push(`${live.name} ${reason}`));
    disk.log.failFor(name);
    await expect(disk.writers.applyLedger('L1', [setNote(1, 'x')], null)).rejects.toThrow(
      'no space',
    );
    expect(left).toEqual([`${name} broken`]);
    disk.log.failFor();
    await expect(disk.documents.open(name)).rejects.toThrow('a moment ago');
    disk.pass(501);
    expect(await noteOf(1)).toBe('row 1');
    await disk.writers.applyLedger('L1', [setNote(1, 'again')], null);
    expect(await noteOf(1)).toBe('again');
  });

  test('DOC-4 after many updates a snapshot is taken, and loading gives the same', async () => {
    const live = await disk.documents.open(name);
    for (let i = 0; i < 2_100; i++)
      live.write({ by: null }, () => live.content.ledger!.apply([addRow(i)], null));
    await live.commits.settled();
    await until(async () => (await disk.log.load(name))?.snapshot?.seq === live.commits.last);
    const before = Y.encodeStateAsUpdate(live.doc);
    disk = await disk.reopen();
    expect((await disk.log.load(name))!.updates).toEqual([]);
    expect(Y.encodeStateAsUpdate((await disk.documents.open(name)).doc)).toEqual(before);
  });

  test('DOC-5 many rows become a sealed layer that reads like any rows, and can be taken back', async () => {
    const rows = Array.from({ length: 9_000 }, (_, n) => ({
      id: rowId(n),
      values: { note: `row ${n}` },
    }));
    await disk.writers.addRows('L1', { table, rows, layer: 'import1', at: 5 }, 'ada');
    expect(await noteOf(8_999)).toBe('row 8999');
    disk = await disk.reopen();
    expect(await noteOf(0)).toBe('row 0');
    const ledger = await disk.writers.readLedger('L1');
    expect(ledger.segmentReferences()).toHaveLength(2);
    const event = (await disk.log.events(name, { after: 0, limit: 10 })).at(-1);
    expect(event).toMatchObject({ by: 'ada', layer: 'import1' });
    const undo = { type: 'setLayer', layer: 'import1', state: 'undone' } as const;
    await disk.writers.applyLedger('L1', [undo], 'ada');
    expect(ledger.table(table).isListed(0)).toBe(false);
  });

  test('DOC-6 a segment that is not stored, or not of this ledger, is never named', async () => {
    const { hash } = await disk.storage.blobs.putSegment('L2', new Uint8Array([1]));
    for (const missing of [hash, 'none'])
      await expect(
        disk.writers.addSegments('L1', { table, hashes: [missing], layer: null, at: 0 }, null),
      ).rejects.toThrow('has no segment');
    expect((await disk.writers.readLedger('L1')).segmentReferences()).toEqual([]);
  });

  test('DOC-7 commands are known by their ids, also when they changed nothing', async () => {
    await disk.writers.applyLedger('L1', [addRow(1)], 'ada', { commandIds: ['c1'] });
    await disk.writers.applyLedger('L1', [addRow(1)], 'ada', { commandIds: ['c2'] });
    expect(await disk.log.knownCommands(name, ['c1', 'c2', 'c3'])).toEqual(new Set(['c1', 'c2']));
  });

  test('DOC-8 what nobody uses is put away after a while, what is watched or under way stays', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      await disk.remove();
      disk = await documentsOnDisk();
      for (const id of ['L1', 'L2']) await disk.writers.applyLedger(id, [addRow(1)], null);
      await disk.writers.readWorkspace();
      disk.watch((live: LiveDocument) => live.name === 'ledger/L2');
      disk.pass(120_000);
      vi.advanceTimersByTime(30_000);
      await until(() => disk.documents.find(name) === undefined);
      expect(disk.documents.all().map((live) => live.name)).toEqual(['ledger/L2', 'workspace']);
      expect(await noteOf(1)).toBe('row 1');
    } finally {
      vi.useRealTimers();
    }
  });

  test('DOC-11 a ledger that is large and quiet turns by itself; a small, busy or young one does not', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      await disk.remove();
      disk = await documentsOnDisk();
      const [longText, shortText] = ['x'.repeat(9_000), 'x'];
      const write = async (ledger: string, times: number, text: string): Promise<void> => {
        const live = await disk.documents.open(`ledger/${ledger}`);
        for (let i = 0; i < times; i++)
          live.write({ by: null }, () =>
            live.content.ledger!.apply([setNote(i, `${i}${text}`)], null),
          );
        await live.commits.settled();
      };
      const ledgers = ['large', 'small', 'young', 'busy'];
      for (const id of ledgers) await disk.writers.applyLedger(id, [addRow(1)], null);
      for (const id of ['large', 'busy']) await write(id, 1_010, longText);
      await write('small', 1_010, shortText);
      await write('young', 100, 'x'.repeat(90_000));
      disk.watch(() => true);
      const generations = () =>
        ledgers.map((id) => disk.documents.find(`ledger/${id}`)?.generation);
      vi.advanceTimersByTime(30_000);
      disk.pass(10 * 60_000 + 1);
      await disk.writers.applyLedger('busy', [setNote(1, 'at work')], null);
      expect(generations()).toEqual([1, 1, 1, 1]);
      vi.advanceTimersByTime(30_000);
      await until(() => generations()[0] === 2);
      disk.pass(10 * 60_000 + 1);
      vi.advanceTimersByTime(30_000);
      await until(() => generations()[3] === 2);
      expect(generations()).toEqual([2, 1, 1, 2]);
      const large = (await disk.writers.readLedger('large')).table(table);
      expect(large.cell(large.rowOf(rowId(1))!, 'note')).toBe(`1${longText}`);
    } finally {
      vi.useRealTimers();
    }
  });

  test('DOC-13 the event of a set tells what came and went, however large the set is', async () => {
    const members = Array.from({ length: 2_000 }, (_, n) => `member-${n}`);
    const tags = (value: LedgerCommand & { type: 'setCells' }) =>
      disk.writers.applyLedger('L1', [value], 'ada');
    const setTags = (
      value: readonly string[] | string | null,
    ): LedgerCommand & { type: 'setCells' } => ({
      type: 'setCells',
      table,
      cells: [{ row: rowId(1), column: 'tags', value }],
    });
    await disk.writers.applyLedger('L1', [addRow(1)], 'ada');
    await tags(setTags(members));
    await tags(setTags([...members.slice(1), 'new']));
    await tags(setTags('a text'));
    const place = { table, row: rowId(1), column: 'tags' };
    const events = await disk.log.events(name, { after: 1, limit: 10 });
    expect(events.map(({ changes }) => changes)).toEqual([
      [{ ...place, added: [...members].sort(), removed: [] }],
      [{ ...place, added: ['new'], removed: ['member-0'] }],
      [{ ...place, before: [...members.slice(1), 'new'].sort(), after: 'a text' }],
    ]);
  });

  test('DOC-14 whoever asks for a document after the server stopped is told so', async () => {
    await disk.writers.applyLedger('L1', [addRow(1)], 'ada');
    await disk.documents.close();
    for (const asked of [name, 'ledger/L2'])
      await expect(disk.documents.open(asked)).rejects.toThrow('the server is stopping');
  });

  test('DOC-9 a new workspace begins with the built-in tables, once', async () => {
    const first = (await disk.writers.readWorkspace()).tables().map(({ id }) => id);
    expect(first).toEqual(['customers', 'followUps', 'deals', 'tasks']);
    disk = await disk.reopen();
    expect((await disk.writers.readWorkspace()).tables().map(({ id }) => id)).toEqual(first);
  });

  test.each(['zh', 'en'] as const)(
    'DOC-10 the sample (%s) fills workspace and ledger',
    async (sample) => {
      await createSeeding(disk.writers, Date.now)({ ledger: 'L1', sample });
      const ledger = await disk.writers.readLedger('L1');
      const sizes = ['customers', 'followUps', 'deals'].map((id) => ledger.table(id).size);
      expect(sizes).toEqual([300, 900, 120]);
      const workspace = await disk.writers.readWorkspace();
      expect(workspace.tags().length).toBeGreaterThan(5);
      expect(workspace.people().length).toBeGreaterThan(1);
    },
  );

  test('SAMPLE-10: two workspaces list the same sample in the same order', async () => {
    const at = Date.now();
    for (const ledger of ['L1', 'L2'])
      await createSeeding(disk.writers, () => at)({ ledger, sample: 'zh' });
    for (const [table, column] of [
      ['customers', 'name'],
      ['followUps', 'content'],
      ['deals', 'amount'],
    ] as const) {
      const shown = async (ledger: string) => {
        const rows = (await disk.writers.readLedger(ledger)).table(table);
        const all = Array.from({ length: rows.size }, (_, row) => row);
        const listed = all.sort((one, two) => (rows.orderKey(one) < rows.orderKey(two) ? -1 : 1));
        return listed.map((row) => rows.cell(row, column));
      };
      expect(await shown('L2')).toEqual(await shown('L1'));
    }
  });
});
