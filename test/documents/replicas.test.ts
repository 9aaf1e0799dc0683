import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellValue, Change } from '../../shared/model/index.ts';
import { columns, ledgerCommands, rowIds, sealedRows, tables } from './arbitraries.ts';
import { beginning, createReplica, everythingIn } from './replica.ts';

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ who: fc.nat(2), commands: ledgerCommands }) },
  fc.record({ who: fc.nat(2), from: fc.nat(2) }),
  fc.record({ who: fc.nat(2), opens: fc.constant(true) }),
);

describe('replicas of a ledger', () => {
  it('LEDGER-1: agree once they have the same updates, in whatever order these came', () => {
    fc.assert(
      fc.property(sealedRows, fc.array(step, { maxLength: 25 }), fc.nat(5), (rows, steps, last) => {
        const { state, sealed } = beginning(rows);
        const replicas = [10, 20, 30].map((client) => createReplica(client, state, sealed));
        for (const { who, ...what } of steps) {
          const replica = replicas[who]!;
          if ('commands' in what) replica.ledger.apply(what.commands, 'test');
          else if ('from' in what) replica.receive(replicas[what.from]!.update(replica));
          else replica.openSegment();
        }
        const updates = replicas.map((replica) => replica.update());
        const order = permutations[last]!;
        replicas.forEach((replica, index) => {
          if (index > 0) replica.openSegment();
          for (const from of order) replica.receive(updates[from]!);
          replica.openSegment();
        });
        const [first, ...others] = replicas.map(({ ledger }) => everythingIn(ledger));
        for (const other of others) expect(other).toEqual(first);

        const late = createReplica(40, updates[0]!, sealed);
        late.receive(updates[1]!);
        late.receive(updates[2]!);
        late.openSegment();
        expect(everythingIn(late.ledger)).toEqual(first);
      }),
      { numRuns: 150 },
    );
  });

  it('LEDGER-2: read a column by scanning as they read its cells', () => {
    fc.assert(
      fc.property(
        sealedRows,
        fc.array(ledgerCommands, { maxLength: 6 }),
        fc.nat(5),
        (rows, lists, opensAt) => {
          const { state, sealed } = beginning(rows);
          const { ledger, openSegment } = createReplica(10, state, sealed);
          lists.forEach((commands, index) => {
            if (index === opensAt) openSegment();
            ledger.apply(commands, 'test');
          });
          for (const id of tables) {
            const table = ledger.table(id);
            for (const column of [...columns, '$deleted']) {
              const read = table.scan(column);
              for (let row = 0; row < table.size; row++)
                expect(read(row)).toEqual(table.cell(row, column));
            }
          }
        },
      ),
    );
  });

  it('LEDGER-3: tell each change once, with what stood there before and after', () => {
    fc.assert(
      fc.property(sealedRows, fc.array(ledgerCommands, { maxLength: 8 }), (rows, lists) => {
        const { state, sealed } = beginning(rows);
        const writer = createReplica(10, state, sealed);
        const reader = createReplica(20, state, sealed);
        writer.openSegment();
        reader.openSegment();
        for (const replica of [writer, reader]) {
          const told = new Map(cellsOf(replica));
          replica.ledger.observe(({ changes }) => {
            const before = new Map(told);
            for (const change of changes) told.set(placeOf(change), change.after);
            for (const change of changes)
              expect(change.before).toEqual(before.get(placeOf(change)) ?? notMade(change));
            const seen = new Map(cellsOf(replica));
            for (const [place, value] of told) expect(value).toEqual(seen.get(place) ?? value);
            for (const [place, value] of seen) expect(told.get(place) ?? null).toEqual(value);
          });
        }
        for (const commands of lists) {
          writer.ledger.apply(commands, 'test');
          reader.receive(writer.update(reader));
        }
      }),
    );
  });

  it('LEDGER-19: tell of a row that was made, an empty one too, as coming out of no bin', () => {
    const { state, sealed } = beginning([{ id: rowIds[0], values: {} }]);
    const { ledger } = createReplica(10, state, sealed);
    const told: Change[] = [];
    ledger.observe(({ changes }) => told.push(...changes));
    const row = rowIds[4];
    ledger.apply([{ type: 'addRows', table: 'deals', rows: [{ id: row, values: {} }] }], 'test');
    expect(told).toEqual([{ table: 'deals', row, column: '$deleted', before: 0, after: null }]);
  });
});

const permutations = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

/** Before a row was made, its mark of deletion is 0. */
const notMade = ({ column, before }: Change): CellValue =>
  column === '$deleted' && before === 0 ? 0 : null;

const placeOf = ({ table, row, column }: Pick<Change, 'table' | 'row' | 'column'>): string =>
  `${table}/${row}/${column}`;

/** Cells of the rows that are here. */
const cellsOf = ({ ledger }: ReturnType<typeof createReplica>): [string, CellValue][] =>
  tables.flatMap((id) =>
    rowIds.flatMap((row) => {
      const table = ledger.table(id);
      const number = table.rowOf(row);
      return number === undefined
        ? []
        : [...columns, '$deleted'].map((column): [string, CellValue] => [
            placeOf({ table: id, row, column }),
            table.cell(number, column),
          ]);
    }),
  );
