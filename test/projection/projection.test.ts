import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeSegments } from '../../shared/documents/encodeSegment.ts';
import type { Ledger } from '../../shared/documents/index.ts';
import { isSystemColumn, type LedgerCommand } from '../../shared/model/index.ts';
import { ledgerCommands, tables } from '../documents/arbitraries.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { type DataServer, newLayer, shared, startData } from './server.ts';

const rowId = (index: number): string => `01JD${String(index).padStart(22, '0')}`;

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

const restart = async (): Promise<void> => {
  await server.close();
  server = await startData(folder.path);
};

/** What formulas make of rows is proved elsewhere. */
const isStored = (column: string): boolean => !isSystemColumn(column) && column !== 'tier';

/** Listed rows in order, as a reader of the document has them. */
const listedIn = (ledger: Ledger, id: string): unknown[] => {
  const table = ledger.table(id);
  const rows: { id: string; orderKey: string; cells: unknown }[] = [];
  for (let row = 0; row < table.size; row++) {
    if (!table.isListed(row)) continue;
    const cells = table
      .columns()
      .filter(isStored)
      .map((column) => [column, table.cell(row, column)] as const)
      .filter(([, value]) => value !== null);
    rows.push({
      id: table.rowId(row),
      orderKey: table.orderKey(row),
      cells: Object.fromEntries(cells),
    });
  }
  return rows.sort((a, b) => compare(a.orderKey, b.orderKey) || compare(a.id, b.id));
};
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const projected = async (id: string): Promise<unknown[]> =>
  (await server.projection.page(shared, id, null, 200_000)).map((row) => {
    const cells = Object.entries(JSON.parse(row.cells) as Record<string, unknown>);
    return { ...row, cells: Object.fromEntries(cells.filter(([column]) => isStored(column))) };
  });

const expectSame = async (): Promise<void> => {
  for (const table of tables) {
    const rows = await projected(table);
    expect(rows).toEqual(listedIn(await server.writers.readLedger(shared), table));
  }
};

const addSegments = async (from: number, count: number, layer: string): Promise<void> => {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: rowId(from + index),
    values: { name: `row ${index}` },
  }));
  const hashes: string[] = [];
  for (const { bytes } of encodeSegments(rows))
    hashes.push((await server.storage.blobs.putSegment(shared, bytes)).hash);
  await server.writers.addSegments(shared, { table: tables[0], hashes, layer, at: 1 }, null);
};

describe('the projection', () => {
  it('PROJECTION-1: holds what readers of the document see, after any commands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ledgerCommands, { maxLength: 4 }), async (lists) => {
        for (const commands of lists) await server.writers.applyLedger(shared, commands, 'ada');
        await expectSame();
      }),
      { numRuns: 30 },
    );
    await restart();
    await expectSame();
  });

  it('PROJECTION-2: holds the rows of an import, hides them when it is undone', async () => {
    const layer = newLayer();
    await addSegments(0, 9_000, layer);
    expect((await projected(tables[0])).length).toBe(9_000);
    await server.writers.applyLedger(shared, [{ type: 'setLayer', layer, state: 'undone' }], 'ada');
    expect(await projected(tables[0])).toEqual([]);
  });

  it('PROJECTION-3: goes on after a stop from where it was', async () => {
    await addSegments(0, 10, newLayer());
    await expectSame();
    const [one, two] = [rowId(1), rowId(20)];
    const commands: LedgerCommand[] = [
      { type: 'deleteRows', table: tables[0], rows: [one], at: 5 },
      { type: 'addRows', table: tables[0], rows: [{ id: two, values: {} }] },
    ];
    // Stopped before it looks again: these are in the log only.
    await server.writers.applyLedger(shared, commands, 'ada');
    await restart();
    await expectSame();
  });

  it('PROJECTION-6: misses nothing, however it was interrupted between two steps', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(ledgerCommands, { minLength: 1, maxLength: 4 }),
        fc.nat(6),
        async (lists, steps) => {
          await server.close();
          let left = steps;
          server = await startData(folder.path, (store) => ({
            ...store,
            put: async (ledger, rows, event) => {
              if (left-- <= 0) throw new Error('the process died here');
              await store.put(ledger, rows, event);
            },
          }));
          for (const commands of lists) {
            await server.writers.applyLedger(shared, commands, 'ada');
            await projected(tables[0]).catch(() => []);
          }
          await restart();
          await expectSame();
        },
      ),
      { numRuns: 15 },
    );
  });

  it('PROJECTION-4: is made again when its file is gone, or the document turned', async () => {
    await addSegments(0, 10, newLayer());
    await expectSame();
    await server.close();
    for (const end of ['', '-wal', '-shm'])
      await rm(join(folder.path, `projection.db${end}`), { force: true });
    server = await startData(folder.path);
    await expectSame();
    await server.writers.applyLedger(
      shared,
      [
        {
          type: 'setCells',
          table: tables[0],
          cells: [{ row: rowId(2), column: 'name', value: 'x' }],
        },
      ],
      'ada',
    );
    await server.documents.rotate(`ledger/${shared}`);
    await expectSame();
  });

  it('PROJECTION-7: throws a file away that it cannot use', async () => {
    await addSegments(0, 10, newLayer());
    await expectSame();
    await server.close();
    await writeFile(join(folder.path, 'projection.db'), 'not a database'.repeat(1_000));
    server = await startData(folder.path);
    await expectSame();
  });

  it('PROJECTION-5: gives pages that follow each other without gap or overlap', async () => {
    await addSegments(0, 25, newLayer());
    const pages: string[][] = [];
    let after = null;
    do {
      const page = await server.projection.page(shared, tables[0], after, 10);
      pages.push(page.map(({ id }) => id));
      after = page.at(-1) ?? null;
    } while (after !== null);
    expect(pages.map((page) => page.length)).toEqual([10, 10, 5, 0]);
    expect(pages.flat()).toEqual(Array.from({ length: 25 }, (_, index) => rowId(index)));
  });
});
