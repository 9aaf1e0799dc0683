import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ProjectionTables, projectionMigrations } from '../../server/projection/index.ts';
import { openSqliteFile, openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import type { LedgerCommand } from '../../shared/model/index.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { type DataServer, shared, startData } from './server.ts';

const rowId = (index: number): string => `01JD${String(index).padStart(22, '0')}`;
const table = 'deals';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: DataServer;
beforeEach(async () => {
  folder = await temporaryFolder();
  server = await startData(folder.path);
});
afterEach(async () => {
  await server.close();
  await folder.remove();
});

const apply = async (...commands: LedgerCommand[]): Promise<void> => {
  await server.writers.applyLedger(shared, commands, 'ada');
};
const stage = (row: number, value: string): LedgerCommand => ({
  type: 'setCells',
  table,
  cells: [{ row: rowId(row), column: 'stage', value }],
});
const make = (count: number): LedgerCommand => ({
  type: 'addRows',
  table,
  rows: Array.from({ length: count }, (_, row) => ({ id: rowId(row), values: { stage: 'a' } })),
});
const since = async (): Promise<Record<string, number>> =>
  JSON.parse(await server.since.of(shared, table, 'stage')) as Record<string, number>;

describe('times of cells', () => {
  it('PROJECTION-8: are read again from all events when the file is gone, and the ledger turned', async () => {
    await apply(make(3));
    await apply(stage(1, 'b'));
    await apply(stage(2, 'b'), { type: 'deleteRows', table, rows: [rowId(0)], at: 5 });
    const told = await since();
    expect(Object.keys(told)).toEqual([rowId(1), rowId(2)]);
    await server.documents.rotate(`ledger/${shared}`);
    await apply(stage(1, 'c'));
    const later = await since();
    expect(later[rowId(1)]).toBeGreaterThanOrEqual(told[rowId(1)]!);
    await server.close();
    for (const end of ['', '-wal', '-shm'])
      await rm(join(folder.path, `projection.db${end}`), { force: true });
    server = await startData(folder.path);
    expect(await since()).toEqual(later);
  });

  it('PROJECTION-8: are told where there is no room to store them', async () => {
    await apply(make(400));
    await apply(stage(1, 'b'));
    await since();
    await server.fillProjection(true);
    for (let row = 0; row < 400; row++) await apply(stage(row, 'c'));
    const full = await since();
    expect(Object.keys(full)).toHaveLength(400);
    await server.fillProjection(false);
    expect(await since()).toEqual(full);
  });

  it('PROJECTION-9: a damaged event hides its own times and those of no other, and no rows', async () => {
    await apply(make(3));
    for (const row of [0, 1, 2]) await apply(stage(row, 'b'));
    await server.close();
    for (const end of ['', '-wal', '-shm'])
      await rm(join(folder.path, `projection.db${end}`), { force: true });
    const storage = await openSqliteStorage(folder.path);
    await storage.files.log.writer
      .updateTable('events')
      .set({ by: 'eve' })
      .where('id', '=', 3)
      .execute();
    await storage.close();
    server = await startData(folder.path);
    expect(Object.keys(await since())).toEqual([rowId(0), rowId(2)]);
    expect(await server.projection.page(shared, table, null, 10)).toHaveLength(3);
  });

  it('PROJECTION-9: rows are read anew when the event that tells of them is damaged', async () => {
    await apply(make(3));
    expect(await server.projection.page(shared, table, null, 10)).toHaveLength(3);
    await server.close();
    const storage = await openSqliteStorage(folder.path);
    // As if it had been written and damaged before anybody followed it.
    await storage.files.log.writer.updateTable('events').set({ by: 'eve' }).execute();
    await storage.close();
    const file = await openSqliteFile<ProjectionTables>(
      join(folder.path, 'projection.db'),
      projectionMigrations,
    );
    await file.writer.updateTable('ledgers').set({ event: 0 }).execute();
    await file.close();
    server = await startData(folder.path);
    expect(await server.projection.page(shared, table, null, 10)).toHaveLength(3);
  });
});
