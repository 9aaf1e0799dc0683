import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DocumentBroken } from '../../server/documents/index.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import { type Computing, createComputing } from '../../server/workers/computing.ts';
import type { CellValue, SetRecord } from '../../shared/model/index.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { type DataServer, shared, startData } from './server.ts';

const table = 'customers';
const other = '01JD000000000000000000THER';
const row = '01JD0000000000000000000001';
/** As many steps as the number of deals says: for ever, where that is huge. */
const stepping = '=BESSELJ(1.5,[@dealCount])+[@dealCount]';
const forEver = 1e14;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: DataServer;
let computing: Computing;
beforeEach(async () => {
  folder = await temporaryFolder();
  computing = createComputing(pino({ level: 'silent' }), { quick: 2_500, time: 60_000, heap: 256 });
  server = await startData(folder.path, undefined, undefined, computing);
});
afterEach(async () => {
  await computing.close();
  await server.close();
  await folder.remove();
});

const add = async (ledger: string, values: Record<string, CellValue>): Promise<void> => {
  const added = { type: 'addRows', table, rows: [{ id: row, values }] } as const;
  await server.writers.applyLedger(ledger, [added], 'ada');
};
const set = async (ledger: string, dealCount: number): Promise<void> => {
  const cells = [{ row, column: 'dealCount', value: dealCount }];
  await server.writers.applyLedger(ledger, [{ type: 'setCells', table, cells }], 'ada');
};
const formula = (text: string): SetRecord => ({
  type: 'setRecord',
  collection: 'columns',
  id: 'customers/tier',
  properties: { settings: { formula: text } },
});
const cellsOf = async (ledger: string): Promise<Record<string, unknown>> => {
  const [first] = await server.projection.page(ledger, table, null, 10);
  return JSON.parse(first?.cells ?? '{}') as Record<string, unknown>;
};

describe('a ledger with which something is wrong', () => {
  it('CARE-51: a formula that never ends on its rows keeps nobody from reading another, nor from its results', async () => {
    await server.writers.applyWorkspace([formula(stepping)], 'ada');
    await add(other, { dealCount: 2 });
    expect(await cellsOf(other)).toMatchObject({ dealCount: 2 });
    await add(shared, { dealCount: forEver });
    let isAnswered = false;
    const stuck = cellsOf(shared).finally(() => {
      isAnswered = true;
    });
    stuck.catch(() => {});
    for (let count = 3; count < 6; count++) {
      await set(other, count);
      const { dealCount, tier } = await cellsOf(other);
      expect(dealCount).toBe(count);
      expect(tier).toBeGreaterThan(count);
    }
    expect(isAnswered).toBe(false);
  });

  it('CARE-52: one whose log is damaged is refused, and neither the start nor the others are disturbed', async () => {
    for (const ledger of [shared, other]) await add(ledger, { name: 'first' });
    await cellsOf(other);
    await server.close();
    const storage = await openSqliteStorage(folder.path);
    await storage.files.log.writer
      .updateTable('updates')
      .set({ bytes: new Uint8Array([1, 2, 3]) })
      .where('document', '=', `ledger/${shared}`)
      .execute();
    await storage.files.blobs.writer
      .deleteFrom('snapshots')
      .where('document', '=', `ledger/${shared}`)
      .execute();
    await storage.close();

    server = await startData(folder.path, undefined, undefined, computing);
    await expect(cellsOf(shared)).rejects.toThrow(DocumentBroken);
    await set(other, 7);
    expect(await cellsOf(other)).toMatchObject({ name: 'first', dealCount: 7 });
    expect(JSON.parse(await server.since.of(other, table, 'stage'))).toEqual({});
    // It stops as ever, too.
    await server.close();
    server = await startData(folder.path, undefined, undefined, computing);
    expect(await cellsOf(other)).toMatchObject({ dealCount: 7 });
  });

  it('CARE-53: one whose events cannot be read holds up neither rows nor times of another', async () => {
    for (const ledger of [shared, other]) await add(ledger, { name: 'first' });
    await server.close();
    const storage = await openSqliteStorage(folder.path);
    await storage.files.log.writer
      .updateTable('events')
      .set({ body: '{' })
      .where('document', '=', `ledger/${shared}`)
      .execute();
    await storage.close();
    server = await startData(folder.path, undefined, undefined, computing);
    const cells = [{ row, column: 'intent', value: 'clear' }];
    await server.writers.applyLedger(other, [{ type: 'setCells', table, cells }], 'ada');
    expect(await cellsOf(other)).toMatchObject({ name: 'first', intent: 'clear' });
    expect(Object.keys(JSON.parse(await server.since.of(other, table, 'intent')))).toEqual([row]);
  });
});
