import type { CellValue } from '../model/index.ts';
import type { MemberEntries } from './members.ts';
import type { CellAddress } from './names.ts';

/**
 * The edits of one table, found by column and row number: what `cells:<table>` says, in the order
 * in which the grid asks for it. Entries for rows that are not known here yet wait by row id.
 */
export interface CellOverlay {
  /** The whole cell's entry; undefined when nobody has written it since the row was made. */
  whole(row: number, column: string): CellValue | undefined;
  members(row: number, column: string): MemberEntries | undefined;
  /** The same for one column, for scans. */
  wholeIn(column: string): ReadonlyMap<number, CellValue> | undefined;
  membersIn(column: string): ReadonlyMap<number, MemberEntries> | undefined;
  put(row: number, address: CellAddress, value: CellValue): void;
  /** Keeps an entry until its row arrives. */
  keepFor(rowId: string, address: CellAddress, value: CellValue): void;
  /** Places what was kept for a row that has arrived. True when there was something. */
  place(rowId: string, row: number): boolean;
  /** What waits, by row id and column. */
  waiting(): ReadonlyMap<string, ReadonlyMap<string, WaitingCell>>;
}

/** What was written to a cell of a row that is not here. */
export interface WaitingCell {
  /** Undefined when only members were written. */
  readonly whole: CellValue | undefined;
  readonly members: MemberEntries;
}

export const createCellOverlay = (): CellOverlay => {
  const wholes = new Map<string, Map<number, CellValue>>();
  const sets = new Map<string, Map<number, Map<string, boolean>>>();
  const waiting = new Map<string, Map<string, Kept>>();

  const put = (row: number, { column, member }: CellAddress, value: CellValue): void => {
    if (member === null) {
      inner(wholes, column, () => new Map<number, CellValue>()).set(row, value);
      return;
    }
    const rows = inner(sets, column, () => new Map<number, Map<string, boolean>>());
    inner(rows, row, () => new Map<string, boolean>()).set(member, value === true);
  };

  return {
    whole: (row, column) => wholes.get(column)?.get(row),
    members: (row, column) => sets.get(column)?.get(row),
    wholeIn: (column) => wholes.get(column),
    membersIn: (column) => sets.get(column),
    put,
    keepFor: (rowId, { column, member }, value) => {
      const cells = inner(waiting, rowId, () => new Map<string, Kept>());
      const cell = inner(cells, column, () => ({ whole: undefined, members: new Map() }));
      if (member === null) cell.whole = value;
      else cell.members.set(member, value === true);
    },
    place: (rowId, row) => {
      const cells = waiting.get(rowId);
      if (cells === undefined) return false;
      for (const [column, { whole, members }] of cells) {
        if (whole !== undefined) put(row, { row: rowId, column, member: null }, whole);
        for (const [member, isIn] of members) put(row, { row: rowId, column, member }, isIn);
      }
      return waiting.delete(rowId);
    },
    waiting: () => waiting,
  };
};

interface Kept {
  whole: CellValue | undefined;
  readonly members: Map<string, boolean>;
}

const inner = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
};
