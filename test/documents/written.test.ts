import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerTableIndex } from '../../shared/documents/ledgerTable.ts';
import type { LedgerCommand } from '../../shared/model/index.ts';
import {
  cellWrite,
  freshIds,
  ledgerCommands,
  memberSet,
  newRow,
  sealedIds,
  sealedRows,
  wholeValue,
} from './arbitraries.ts';
import { createPlainLedger } from './plainLedger.ts';
import { beginning, createReplica, everythingIn } from './replica.ts';

const table = 'customers';
const column = 'tags';

const open = (rows: Parameters<typeof beginning>[0]) => {
  const { state, sealed } = beginning(rows);
  return createReplica(10, state, sealed);
};

describe('a ledger', () => {
  it('LEDGER-4: reads what was written to it, as plain rows of values would', () => {
    fc.assert(
      fc.property(sealedRows, fc.array(ledgerCommands, { maxLength: 10 }), (rows, lists) => {
        const { ledger, openSegment } = open(rows);
        openSegment();
        const plain = createPlainLedger(rows);
        let misses = 0;
        for (const commands of lists) {
          const known = commands.flatMap((command) => onlyKnownRows(command, ledger));
          misses += ledger.apply(known, 'test').misses.length;
          plain.apply(known);
          expect(everythingIn(ledger)).toEqual(plain.everything());
          expect(misses).toBe(plain.misses());
        }
      }),
      { numRuns: 150 },
    );
  });

  it('LEDGER-5: keeps edits of a row that is not here, and shows them when it comes', () => {
    const writes = fc.array(
      cellWrite.chain((write) =>
        wholeValue.map((value) => ({ ...write, row: freshIds[0], value })),
      ),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(newRow, writes, fc.boolean(), (row, cells, atOnce) => {
        const { ledger } = open([{ id: sealedIds[0], values: {} }]);
        const plain = createPlainLedger([{ id: sealedIds[0], values: {} }]);
        const commands: LedgerCommand[] = [
          ...cells.map((cell): LedgerCommand => ({ type: 'setCells', table, cells: [cell] })),
          { type: 'addRows', table, rows: [{ ...row, id: freshIds[0] }] },
        ];
        if (atOnce) ledger.apply(commands, 'test');
        else for (const command of commands) ledger.apply([command], 'test');
        plain.apply(commands);
        const seen = everythingIn(ledger)[table];
        expect(seen?.[freshIds[0]]).toEqual(plain.everything()[table]?.[freshIds[0]]);
      }),
    );
  });

  it('LEDGER-21: keeps of each cell of a row that is not here only the last write', () => {
    const { ledger } = open([{ id: sealedIds[0], values: {} }]);
    const set = (value: string): LedgerCommand => ({
      type: 'setCells',
      table,
      cells: [{ row: freshIds[0], column: 'name', value }],
    });
    for (let i = 0; i < 50; i++) ledger.apply([set(`v${i}`)], 'test');
    const waiting = (ledger.table(table) as LedgerTableIndex).waiting().get(freshIds[0]);
    expect([...waiting!]).toEqual([['name', { whole: 'v49', members: new Map() }]]);
  });

  it('LEDGER-6: clears a cell of a sealed row whose segment is not open yet', () => {
    for (const value of ['text', ['a', 'b']]) {
      const { ledger, openSegment } = open([{ id: sealedIds[0], values: { [column]: value } }]);
      const cells = [{ row: sealedIds[0], column, value: null }];
      ledger.apply([{ type: 'setCells', table, cells }], 'test');
      openSegment();
      expect(ledger.table(table).cell(0, column)).toBeNull();
    }
  });

  it('LEDGER-7: keeps every member that two people add or take at once', () => {
    const edits = fc.tuple(memberSet, memberSet, memberSet, memberSet, fc.boolean());
    fc.assert(
      fc.property(memberSet, edits, (began, [add, remove, otherAdd, otherRemove, isWhole]) => {
        const { state, sealed } = beginning([{ id: sealedIds[0], values: { [column]: began } }]);
        const [one, other] = [10, 20].map((client) => createReplica(client, state, sealed));
        one!.openSegment();
        other!.openSegment();
        const first = minus(remove, add);
        const second = minus(otherRemove, otherAdd);
        const value = [...minus(began, first), ...add];
        one!.ledger.apply(
          [
            isWhole
              ? { type: 'setCells', table, cells: [{ row: sealedIds[0], column, value }] }
              : {
                  type: 'setMembers',
                  table,
                  cells: [{ row: sealedIds[0], column, add, remove: first }],
                },
          ],
          'test',
        );
        const cells = [{ row: sealedIds[0], column, add: otherAdd, remove: second }];
        other!.ledger.apply([{ type: 'setMembers', table, cells }], 'test');
        one!.receive(other!.update(one));
        const seen = new Set(one!.ledger.table(table).cell(0, column) as string[] | null);
        for (const id of minus(minus(add, began), second)) expect(seen).toContain(id);
        for (const id of minus(minus(otherAdd, began), first)) expect(seen).toContain(id);
        for (const id of minus(intersect(first, began), otherAdd)) expect(seen).not.toContain(id);
        for (const id of minus(intersect(second, began), add)) expect(seen).not.toContain(id);
      }),
    );
  });

  it('LEDGER-8: brings back with a deleted row what was edited in it meanwhile', () => {
    fc.assert(
      fc.property(wholeValue, fc.boolean(), (value, isSealed) => {
        const row = isSealed ? sealedIds[0] : freshIds[0];
        const { state, sealed } = beginning([{ id: sealedIds[0], values: {} }]);
        const [one, other] = [10, 20].map((client) => createReplica(client, state, sealed));
        for (const replica of [one!, other!]) replica.openSegment();
        one!.ledger.apply([{ type: 'addRows', table, rows: [{ id: row, values: {} }] }], 'test');
        other!.receive(one!.update());
        one!.ledger.apply([{ type: 'deleteRows', table, rows: [row], at: 1 }], 'test');
        other!.ledger.apply([{ type: 'setCells', table, cells: [{ row, column, value }] }], 'test');
        one!.receive(other!.update());
        const seen = one!.ledger.table(table);
        expect(seen.isListed(seen.rowOf(row)!)).toBe(false);
        one!.ledger.apply([{ type: 'restoreRows', table, rows: [row] }], 'test');
        expect(seen.isListed(seen.rowOf(row)!)).toBe(true);
        expect(seen.cell(seen.rowOf(row)!, column)).toEqual(value === '' ? null : value);
      }),
    );
  });
});

const minus = (from: readonly string[], taken: readonly string[]): string[] =>
  from.filter((id) => !taken.includes(id));
const intersect = (a: readonly string[], b: readonly string[]): string[] =>
  a.filter((id) => b.includes(id));

/** The same command without the rows that are not here. */
const onlyKnownRows = (
  command: LedgerCommand,
  ledger: ReturnType<typeof open>['ledger'],
): LedgerCommand[] => {
  const isKnown = (row: string): boolean =>
    'table' in command && ledger.table(command.table).rowOf(row) !== undefined;
  switch (command.type) {
    case 'setCells':
      return [{ ...command, cells: command.cells.filter(({ row }) => isKnown(row)) }];
    case 'setMembers':
      return [{ ...command, cells: command.cells.filter(({ row }) => isKnown(row)) }];
    case 'deleteRows':
    case 'restoreRows':
      return [{ ...command, rows: command.rows.filter(isKnown) }];
    default:
      return [command];
  }
};
