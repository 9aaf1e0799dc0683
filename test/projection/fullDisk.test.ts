import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StoredRow } from '../../server/projection/index.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { type DataServer, newLayer, shared, startData } from './server.ts';

const rowId = (index: number): string => `01JD${String(index).padStart(22, '0')}`;
const table = 'customers';

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

const addRows = (from: number, count: number): Promise<void> => {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: rowId(from + index),
    values: { name: `客户 ${from + index}`, note: 'x'.repeat(500) },
  }));
  return server.writers.addRows(shared, { table, rows, layer: newLayer(), at: 1 }, 'ada');
};

/** All rows, by pages of 300. */
const allRows = async (): Promise<readonly StoredRow[]> => {
  const found: StoredRow[] = [];
  for (;;) {
    const page = await server.projection.page(shared, table, found.at(-1) ?? null, 300);
    found.push(...page);
    if (page.length < 300) return found;
  }
};

it('LIMIT-4: without room rows are read from the document, page after page, as they are', async () => {
  await addRows(0, 400);
  await server.projection.page(shared, table, null, 1);
  await server.fillProjection(true);
  await addRows(400, 2_000);
  const moved = { row: rowId(7), column: '$order', value: '01JD1', was: null } as const;
  await server.writers.applyLedger(shared, [{ type: 'setCells', table, cells: [moved] }], 'ada');
  const gone = { type: 'deleteRows', table, rows: [rowId(1)], at: 1 } as const;
  await server.writers.applyLedger(shared, [gone], 'ada');

  const full = await allRows();
  expect(full).toHaveLength(2_399);
  expect(full.at(-1)?.id).toBe(rowId(7));
  expect(await server.projection.row(shared, table, rowId(1))).toBeNull();
  const last = await server.projection.row(shared, table, rowId(2_399));
  expect(last?.cells).toContain('客户 2399');

  await server.fillProjection(false);
  expect(await allRows()).toEqual(full);
  expect(await server.projection.row(shared, table, rowId(2_399))).toEqual(last);
});
