import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerCommand } from '../../shared/model/index.ts';
import { bothId, ledgerCommands, sealedIds, sealedRows } from './arbitraries.ts';
import { beginning, createReplica, everythingIn } from './replica.ts';

const table = 'customers';
const row = sealedIds[0];
const column = 'name';

const open = (rows: Parameters<typeof beginning>[0]) => {
  const { state, sealed } = beginning(rows);
  const replica = createReplica(10, state, sealed);
  replica.openSegment();
  return replica;
};

describe('undo', () => {
  it('LEDGER-9: takes back all that its command did, when nobody wrote since', () => {
    fc.assert(
      fc.property(sealedRows, ledgerCommands, ledgerCommands, (rows, earlier, commands) => {
        const { ledger } = open(rows);
        ledger.apply(earlier, 'test');
        const before = everythingIn(ledger);
        const { inverse } = ledger.apply(commands.filter(isForRowsThatAreHere), 'test');
        const after = everythingIn(ledger);
        const undone = ledger.apply(inverse, 'undo');
        expect(undone.misses).toEqual([]);
        const seen = everythingIn(ledger);
        expect(listedOf(seen)).toEqual(listedOf(before));
        ledger.apply(undone.inverse, 'redo');
        expect(listedOf(everythingIn(ledger))).toEqual(listedOf(after));
      }),
      { numRuns: 150 },
    );
  });

  it('LEDGER-10: touches only cells that still hold what its command wrote', () => {
    fc.assert(
      fc.property(sealedRows, ledgerCommands, ledgerCommands, (rows, mine, others) => {
        const { ledger } = open(rows);
        const { inverse } = ledger.apply(mine, 'mine');
        const afterMine = everythingIn(ledger);
        ledger.apply(others, 'others');
        const afterOthers = everythingIn(ledger);
        const { misses } = ledger.apply(inverse, 'undo');
        const seen = everythingIn(ledger);
        for (const [id, seenRows] of Object.entries(afterOthers))
          for (const [rowId, { cells }] of Object.entries(seenRows))
            for (const [name, value] of Object.entries(cells)) {
              const mineSeen = afterMine[id]?.[rowId];
              if (mineSeen === undefined) continue;
              const mineHeld = mineSeen.cells[name] ?? null;
              const isTheirs = JSON.stringify(mineHeld) !== JSON.stringify(value);
              const isSet = Array.isArray(mineHeld) || Array.isArray(value);
              if (isTheirs && !isSet && name !== '$deleted')
                expect(seen[id]?.[rowId]?.cells[name]).toEqual(value);
            }
        for (const { table: id, row: rowId, column: name, found } of misses)
          if (seen[id]?.[rowId] !== undefined) expect(seen[id][rowId].cells[name]).toEqual(found);
      }),
      { numRuns: 150 },
    );
  });

  it('LEDGER-11: takes back the members that its command added, and leaves those of others', () => {
    const { ledger } = open([{ id: row, values: { tags: ['a', 'b'] } }]);
    const cells = [{ row, column: 'tags', value: ['b', 'c'] }];
    const { inverse } = ledger.apply([{ type: 'setCells', table, cells }], 'mine');
    const others = [{ row, column: 'tags', add: ['d'], remove: [] }];
    ledger.apply([{ type: 'setMembers', table, cells: others }], 'others');
    ledger.apply(inverse, 'undo');
    expect(ledger.table(table).cell(0, 'tags')).toEqual(['a', 'b', 'd']);
  });

  it('LEDGER-20: does not put members where somebody wrote a text since, and says so', () => {
    const { ledger } = open([{ id: row, values: { tags: ['a'] } }]);
    const remove = [{ row, column: 'tags', add: [], remove: ['a'] }];
    const { inverse } = ledger.apply([{ type: 'setMembers', table, cells: remove }], 'mine');
    const cells = [{ row, column: 'tags', value: { unread: 'theirs' } }];
    ledger.apply([{ type: 'setCells', table, cells }], 'others');
    expect(ledger.apply(inverse, 'undo').misses).toEqual([
      { table, row, column: 'tags', was: null, wanted: ['a'], found: { unread: 'theirs' } },
    ]);
    expect(ledger.table(table).cell(0, 'tags')).toEqual({ unread: 'theirs' });
  });

  it('LEDGER-12: says where it left a cell alone', () => {
    const { ledger } = open([{ id: row, values: { [column]: 'before' } }]);
    const write = (value: string) =>
      ledger.apply([{ type: 'setCells', table, cells: [{ row, column, value }] }], 'test');
    const { inverse } = write('mine');
    write('theirs');
    expect(ledger.apply(inverse, 'undo').misses).toEqual([
      { table, row, column, was: 'mine', wanted: 'before', found: 'theirs' },
    ]);
  });
});

/** Nobody can delete a row before it is made. */
const isForRowsThatAreHere = (command: LedgerCommand): boolean =>
  (command.type !== 'deleteRows' && command.type !== 'restoreRows') ||
  (command.table === table && command.rows.every((id) => id <= bothId));

/** Rows that can be seen: undoing the making of a row puts it into the bin. */
const listedOf = (seen: ReturnType<typeof everythingIn>): unknown =>
  Object.fromEntries(
    Object.entries(seen).map(([id, rows]) => [
      id,
      Object.entries(rows).filter(([, { listed }]) => listed),
    ]),
  );
