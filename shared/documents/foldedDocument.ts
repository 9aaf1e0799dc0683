import type * as Y from 'yjs';
import { type CellValue, deletedColumn } from '../model/index.ts';
import type { PlannedTable } from './fold.ts';
import type { FoldPlan } from './foldPlan.ts';
import type { WrittenSince } from './followFold.ts';
import { isJsonValue } from './jsonValue.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerTableIndex } from './ledgerTable.ts';
import { cellKey, layersMap, memberKey, tableMap } from './names.ts';

/** Puts into the next document what the sealed segments do not say. */
export const carryLedger = (
  ledger: Ledger,
  plans: readonly PlannedTable[],
  since: WrittenSince,
  doc: Y.Doc,
  binnedBefore: number,
): void => {
  for (const [key, value] of ledger.doc.getMap(layersMap))
    if (isJsonValue(value)) doc.getMap(layersMap).set(key, value);
  const planned = new Map(plans.map(({ id, plan }) => [id, plan]));
  for (const id of ledger.tables()) {
    const table = ledger.table(id) as LedgerTableIndex;
    const plan = planned.get(id) ?? nothing;
    const carried = openCarried(table, id, doc);
    carryEdits(table, plan, carried);
    carrySince(table, plan, since.cells(id), carried, binnedBefore);
    carryWaiting(table, carried);
  }
};

const nothing: FoldPlan = { groups: [], size: 0, replaced: new Set(), gone: new Set() };

interface Carried {
  cell(row: string, column: string, value: CellValue): void;
  member(row: string, column: string, member: string, isIn: boolean): void;
  /** The whole row, as a reader sees it. */
  row(row: number): void;
}

const openCarried = (table: LedgerTableIndex, id: string, doc: Y.Doc): Carried => {
  const cells = doc.getMap(tableMap('cells', id));
  const rows = doc.getMap(tableMap('rows', id));
  return {
    cell: (row, column, value) => {
      cells.set(cellKey(row, column), value);
    },
    member: (row, column, member, isIn) => {
      cells.set(memberKey(row, column, member), isIn);
    },
    row: (row) => {
      const values: Record<string, CellValue> = {};
      for (const column of table.columns()) {
        const value = table.cell(row, column);
        if (value === null) continue;
        if (column === deletedColumn) cells.set(cellKey(table.rowId(row), column), value);
        else values[column] = value;
      }
      rows.set(table.rowId(row), values);
    },
  };
};

/** Edits of rows whose segment stays as it is. */
const carryEdits = (table: LedgerTableIndex, { replaced }: FoldPlan, carried: Carried): void => {
  for (const { row, column, whole, members } of table.edits()) {
    const origin = table.origin(row);
    if (origin === null || replaced.has(origin)) continue;
    const id = table.rowId(row);
    if (whole !== undefined) carried.cell(id, column, whole);
    for (const [member, isIn] of members) carried.member(id, column, member, isIn);
  }
};

/** What was written while rows were sealed: it may be in what was sealed, and it may not. */
const carrySince = (
  table: LedgerTableIndex,
  plan: FoldPlan,
  written: ReadonlyMap<string, ReadonlySet<string>>,
  carried: Carried,
  binnedBefore: number,
): void => {
  for (const [id, columns] of written) {
    const row = table.rowOf(id);
    if (row === undefined) continue;
    const isSealed = row < plan.size && !plan.gone.has(row);
    if (isSealed) for (const column of columns) carried.cell(id, column, table.cell(row, column));
    // One that was made since, or taken out of the bin in the last moment.
    else if (!isOverdue(table, row, binnedBefore)) carried.row(row);
  }
};

const isOverdue = (table: LedgerTableIndex, row: number, binnedBefore: number): boolean => {
  const at = table.cell(row, deletedColumn);
  return typeof at === 'number' && at < binnedBefore;
};

/** Edits of rows that are not here: the row may yet come, so they are carried along as they are. */
const carryWaiting = (table: LedgerTableIndex, carried: Carried): void => {
  for (const [rowId, columns] of table.waiting())
    for (const [column, { whole, members }] of columns) {
      if (whole !== undefined) carried.cell(rowId, column, whole);
      for (const [member, isIn] of members) carried.member(rowId, column, member, isIn);
    }
};
