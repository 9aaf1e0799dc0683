import fc from 'fast-check';
import type {
  CellValue,
  CellWrite,
  LedgerCommand,
  MemberWrite,
  NewRow,
} from '../../shared/model/index.ts';

/** Few rows and columns, so that what is written at random meets. */
export const tables = ['customers', 'deals'] as const;
/** Two that a segment holds, two that people may add, and one that is in both places. */
export const sealedIds = ['01JD0000000000000000000001', '01JD0000000000000000000002'] as const;
export const bothId = '01JD0000000000000000000003';
export const freshIds = ['01JD0000000000000000000004', '01JD0000000000000000000005'] as const;
export const rowIds = [...sealedIds, bothId, ...freshIds] as const;
/** `toString`: every object has one, no row does. */
export const columns = ['name', 'tags', 'length', '$order'] as const;
export const layer = '01JD000000000000000000000A';
const members = ['a', 'b', 'c/d'] as const;

export const memberSet = fc.subarray([...members]);
const texts = fc.constantFrom('', '0', '1001', '王小明', '=1+1', '110101199003070011', '\u0000');

export const wholeValue: fc.Arbitrary<CellValue> = fc.oneof(
  fc.constant(null),
  texts,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.boolean(),
  texts.map((unread) => ({ unread })),
);
export const cellValue: fc.Arbitrary<CellValue> = fc.oneof(wholeValue, memberSet);

const table = fc.constantFrom(...tables);
const row = fc.constantFrom(...rowIds);
const column = fc.constantFrom(...columns);
const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 3 });

export const newRow: fc.Arbitrary<NewRow> = fc.record({
  id: fc.constantFrom(bothId, ...freshIds),
  values: fc.dictionary(column, cellValue, { maxKeys: 3 }),
});

export const cellWrite: fc.Arbitrary<CellWrite> = fc.record(
  { row, column, value: cellValue, was: cellValue },
  { requiredKeys: ['row', 'column', 'value'] },
);

const memberWrite: fc.Arbitrary<MemberWrite> = fc
  .record({ row, column, add: memberSet, remove: memberSet })
  .map((write) => ({ ...write, remove: write.remove.filter((id) => !write.add.includes(id)) }));

const at = fc.integer({ min: 1, max: 1000 });

export const ledgerCommand: fc.Arbitrary<LedgerCommand> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('setCells' as const),
      table,
      cells: fc.array(cellWrite, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('setMembers' as const),
      table,
      cells: fc.array(memberWrite, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('addRows' as const),
      table,
      rows: fc.uniqueArray(newRow, { minLength: 1, maxLength: 2, selector: ({ id }) => id }),
    }),
  },
  fc.record({ type: fc.constant('deleteRows' as const), table, rows, at }),
  fc.record({ type: fc.constant('restoreRows' as const), table, rows }),
  fc.record({
    type: fc.constant('setLayer' as const),
    layer: fc.constant(layer),
    state: fc.constantFrom('active' as const, 'undone' as const),
  }),
);

export const ledgerCommands = fc.array(ledgerCommand, { minLength: 1, maxLength: 5 });

/** What the segment that every ledger here begins with holds. */
export const sealedRows: fc.Arbitrary<readonly NewRow[]> = fc
  .tuple(...[...sealedIds, bothId].map(() => fc.dictionary(column, cellValue, { maxKeys: 4 })))
  .map((values) => [...sealedIds, bothId].map((id, index) => ({ id, values: values[index]! })));
