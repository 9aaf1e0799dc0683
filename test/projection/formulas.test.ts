import fc from 'fast-check';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectionStore } from '../../server/projection/index.ts';
import { createComputing } from '../../server/workers/computing.ts';
import { openRowEngine } from '../../shared/formulas/engine/index.ts';
import { programOf, readInputs } from '../../shared/formulas/index.ts';
import type { CellWrite, LedgerCommand, SetRecord } from '../../shared/model/index.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { type DataServer, shared, startData } from './server.ts';

const table = 'customers';
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

const restart = async (
  change?: (store: ProjectionStore) => ProjectionStore,
  clock?: { now(): number },
): Promise<void> => {
  await server.close();
  server = await startData(folder.path, change, clock);
};

const tier = (settings: object): SetRecord => ({
  type: 'setRecord',
  collection: 'columns',
  id: 'customers/tier',
  properties: { settings },
});
const workspace = (...records: readonly SetRecord[]): Promise<void> =>
  server.writers.applyWorkspace(records, 'ada');
const apply = async (...commands: readonly LedgerCommand[]): Promise<void> => {
  await server.writers.applyLedger(shared, commands, 'ada');
};
const set = (row: number, column: string, value: CellWrite['value']): LedgerCommand => ({
  type: 'setCells',
  table,
  cells: [{ row: rowId(row), column, value }],
});
const addRows = async (count: number): Promise<void> => {
  const rows = Array.from({ length: count }, (_, row) => ({
    id: rowId(row),
    values: { dealCount: row % 5, averageTicket: (row % 7) * 1_000 },
  }));
  const added = { table, rows, layer: '01JD000000000000000000000A', at: 1 };
  await server.writers.addRows(shared, added, 'ada');
};

const projected = async (): Promise<unknown[]> =>
  (await server.projection.page(shared, table, null, 200_000)).map(
    ({ cells }) => (JSON.parse(cells) as { tier?: unknown }).tier ?? null,
  );

/** As the engine computes the document's rows, all at once. */
const expected = async (today = '2026-01-01'): Promise<unknown[]> => {
  const words = await server.writers.readWorkspace();
  const rows = (await server.writers.readLedger(shared)).table(table);
  const program = programOf(table, words)!;
  const listed = Array.from({ length: rows.size }, (_, row) => row)
    .filter((row) => rows.isListed(row))
    .sort((a, b) => (rows.rowId(a) < rows.rowId(b) ? -1 : 1));
  const engine = openRowEngine(program);
  const { columns } = engine.compute(readInputs(program, words, rows.scan, listed, today));
  engine.close();
  return columns[0]!.values.map((value) => (value === '' ? null : value));
};

describe('computed values in the projection', () => {
  it('FORM-32: follow the cells and the formulas, however the two meet, and however it is interrupted', async () => {
    const numbers = fc.constantFrom<CellWrite['value']>(null, 1, 2, 3, 6_000, { unread: 'viele' });
    const edit = fc.tuple(fc.nat(7), fc.constantFrom('dealCount', 'averageTicket'), numbers).map(
      ([row, column, value]) =>
        () =>
          apply(set(row, column, value)),
    );
    const formula = fc
      .constantFrom(
        '=[@dealCount]+1',
        '=IF([@intent]=[=intent/clear],"明","暗")',
        '=1/[@dealCount]',
        '=',
      )
      .map((text) => () => workspace(tier({ formula: text })));
    const rename = fc.constantFrom('明确', '很明确', '不').map((name) => () => {
      const id = 'customers/intent/clear';
      return workspace({ type: 'setRecord', collection: 'options', id, properties: { name } });
    });
    const intent = fc.tuple(fc.nat(7), fc.constantFrom('clear', 'unclear', null)).map(
      ([row, value]) =>
        () =>
          apply(set(row, 'intent', value)),
    );
    const look = fc.constant(async () => {
      await projected().catch(() => []);
    });
    await addRows(8);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(edit, formula, rename, intent, look), { minLength: 1, maxLength: 8 }),
        fc.nat(8),
        async (steps, allowed) => {
          let left = allowed;
          const mayWrite = (): void => {
            if (left-- <= 0) throw new Error('the process died here');
          };
          await restart((store) => ({
            ...store,
            put: async (ledger, rows, event) => {
              mayWrite();
              await store.put(ledger, rows, event);
            },
            setComputedBy: async (ledger, id, by) => {
              mayWrite();
              await store.setComputedBy(ledger, id, by);
            },
          }));
          for (const step of steps) await step();
          await restart();
          expect(await projected()).toEqual(await expected());
        },
      ),
      { numRuns: 15 },
    );
  });

  it('FORM-33: are all those of the formula that stood when they were asked for', async () => {
    await addRows(3_000);
    expect(await projected()).toEqual(await expected());
    for (const text of ['=[@dealCount]*2', '=[@dealCount]*3', '=[@averageTicket]&"元"']) {
      await workspace(tier({ formula: text }));
      expect(await projected()).toEqual(await expected());
    }
    // Both while the rows are computed anew.
    await workspace(tier({ formula: '=[@dealCount]*5' }));
    const reading = projected();
    await workspace(tier({ formula: '=[@dealCount]*6' }));
    await apply(set(7, 'dealCount', 100));
    await reading;
    const values = await projected();
    expect(values[7]).toBe(600);
    expect(values).toEqual(await expected());
  });

  it('FORM-43: what could not be computed is computed again after the next start', async () => {
    await addRows(20);
    await server.close();
    const logger = pino({ level: 'silent' });
    const hasty = createComputing(logger, { quick: 0, time: 0, heap: 512 });
    server = await startData(folder.path, undefined, undefined, hasty);
    await apply(set(3, 'dealCount', 9));
    expect(new Set((await projected()).map((value) => JSON.stringify(value)))).toEqual(
      new Set(['{"error":"#ERROR!"}']),
    );
    await hasty.close();
    await restart();
    expect(await projected()).toEqual(await expected());
  });

  it('FORM-34: follow the day where a formula asks for it, as it begins in the workspace', async () => {
    await addRows(2);
    await workspace(tier({ formula: '=DAY(TODAY())', result: 'number' }));
    let now = Date.UTC(2026, 2, 2, 23, 59);
    await restart(undefined, { now: () => now });
    expect(await projected()).toEqual([2, 2]);
    now += 60_000;
    expect(await projected()).toEqual([3, 3]);
    await restart(undefined, { now: () => now - 60_000 });
    expect(await projected()).toEqual([2, 2]);
  });

  it('FORM-35: are computed of the document where there is no room for them', async () => {
    await addRows(400);
    await projected();
    await server.fillProjection(true);
    await workspace(tier({ formula: '=REPT("很长",[@dealCount]*100)' }));
    const full = await projected();
    expect(full).toEqual(await expected());
    const one = await server.projection.row(shared, table, rowId(4));
    expect((JSON.parse(one!.cells) as { tier: string }).tier).toHaveLength(800);
    await server.fillProjection(false);
    expect(await projected()).toEqual(full);
  });

  it('FORM-36: are there alone: what other programs wrote in their column is not shown', async () => {
    await addRows(2);
    await apply(set(1, 'tier', 'Z'));
    expect(await projected()).toEqual(['C', 'C']);
    await workspace(tier({ formula: '=""' }));
    expect(await projected()).toEqual([null, null]);
  });
});
