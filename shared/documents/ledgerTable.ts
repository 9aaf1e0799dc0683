import { type CellValue, deletedColumn, isColumnId, orderColumn } from '../model/index.ts';
import { createCellOverlay } from './cellOverlay.ts';
import { createIntList } from './intList.ts';
import { type MemberEntries, withMembers } from './members.ts';
import type { CellAddress } from './names.ts';
import type { Segment } from './segment.ts';
import { storedValue } from './storedValue.ts';

/**
 * The rows of one table in one ledger, as every reader sees them. Rows are dense numbers from 0 to
 * `size - 1` in the order in which they became known here; numbers are never reused, and rows in
 * the recycle bin keep theirs.
 */
export interface LedgerTable {
  readonly size: number;
  rowId(row: number): string;
  rowOf(id: string): number | undefined;
  /** False when the row is in the recycle bin or its import was undone. */
  isListed(row: number): boolean;
  cell(row: number, column: string): CellValue;
  /** A reader of one column, for going over many rows. Good until the next change. */
  scan(column: string): (row: number) => CellValue;
  /** `$order`, else the row's id: rows are shown in this order. */
  orderKey(row: number): string;
  /** The import that brought the row, or null. */
  layerOf(row: number): string | null;
  /** Ids of all columns in which a cell may hold something, system columns included. */
  columns(): readonly string[];
}

/** The side of a table that the ledger feeds. */
export interface LedgerTableIndex extends LedgerTable {
  /** Makes a row known, or takes what two people who made the same row agree on since. */
  putFresh(id: string, values: unknown): number;
  /** Row numbers of the segment: from … to - 1. */
  addSegment(segment: Segment, hash: string, layer: string | null): { from: number; to: number };
  putCell(address: CellAddress, value: unknown): void;
  /** What stands in the cell as a whole, without members added and taken since. */
  wholeCell(row: number, column: string): CellValue;
  members(row: number, column: string): MemberEntries | undefined;
  /** Where the row was sealed; null for rows that were made since. */
  origin(row: number): Source | null;
  /** True for a sealed row that is also a fresh row, under the fresh row's number. */
  isShadowed(row: number): boolean;
  freshColumns(row: number): readonly string[];
  /** Segments that are open, in the order in which they were opened. */
  sources(): readonly Source[];
  /** Rows that people and programs made, whether they are sealed too or not. */
  freshRows(): Iterable<number>;
  /** What was written into cells of rows that are here since these were made or sealed. */
  edits(): Iterable<CellEdit>;
  waiting(): ReturnType<ReturnType<typeof createCellOverlay>['waiting']>;
}

type FreshValues = Readonly<Record<string, unknown>>;

export interface Source {
  readonly segment: Segment;
  readonly hash: string;
  readonly layer: string | null;
  /** Number of its first row. */
  readonly from: number;
}

export interface CellEdit {
  readonly row: number;
  readonly column: string;
  /** Undefined when it is members that were written; the cell may come twice. */
  readonly whole: CellValue | undefined;
  readonly members: MemberEntries;
}

const noMembers: MemberEntries = new Map();

/** No segment: the row was made since, by a person or a program. */
const fresh = -1;

export const createLedgerTable = (isLayerUndone: (layer: string) => boolean): LedgerTableIndex => {
  const sources: Source[] = [];
  const sourceOf = createIntList();
  const indexOf = createIntList();
  const rowsOfFresh = new Map<string, number>();
  const freshIds = new Map<number, string>();
  const freshValues = new Map<number, FreshValues>();
  /** Numbers of sealed rows that are also fresh rows, which came first and keep theirs. */
  const shadowed = new Set<number>();
  const overlay = createCellOverlay();
  const editedColumns = new Set<string>();
  const columnsOfFresh = new Set<string>();

  const rowId = (row: number): string => {
    const id = freshIds.get(row);
    if (id !== undefined) return id;
    return sources[sourceOf.get(row)]!.segment.rowId(indexOf.get(row));
  };

  const rowOf = (id: string): number | undefined => {
    const known = rowsOfFresh.get(id);
    if (known !== undefined) return known;
    for (const { segment, from } of sources) {
      const index = segment.find(id);
      if (index >= 0) return from + index;
    }
    return undefined;
  };

  const sealed = (row: number, column: string): CellValue => {
    const source = sourceOf.get(row);
    return source === fresh
      ? null
      : (sources[source]!.segment.column(column)?.(indexOf.get(row)) ?? null);
  };

  const base = (row: number, column: string): CellValue => {
    const values = freshValues.get(row);
    return values !== undefined && Object.hasOwn(values, column)
      ? storedValue(values[column])
      : sealed(row, column);
  };

  const wholeCell = (row: number, column: string): CellValue => {
    const whole = overlay.whole(row, column);
    return whole === undefined ? base(row, column) : whole;
  };

  const cell = (row: number, column: string): CellValue =>
    withMembers(wholeCell(row, column), overlay.members(row, column));

  const layerOf = (row: number): string | null => {
    const source = sourceOf.get(row);
    return source === fresh ? null : sources[source]!.layer;
  };

  const isListed = (row: number): boolean => {
    if (shadowed.has(row) || cell(row, deletedColumn) !== null) return false;
    const layer = layerOf(row);
    return layer === null || !isLayerUndone(layer);
  };

  return {
    get size() {
      return sourceOf.length;
    },
    rowId,
    rowOf,
    isListed,
    cell,
    scan: (column) => {
      const wholes = overlay.wholeIn(column);
      const sets = overlay.membersIn(column);
      const readers = sources.map(({ segment }) => segment.column(column));
      const read = (row: number): CellValue => {
        if (freshValues.size > 0 && freshValues.has(row)) return base(row, column);
        const reader = readers[sourceOf.get(row)];
        return reader === undefined ? null : reader(indexOf.get(row));
      };
      if (wholes === undefined && sets === undefined) return read;
      return (row) => {
        const whole = wholes?.get(row);
        return withMembers(whole === undefined ? read(row) : whole, sets?.get(row));
      };
    },
    orderKey: (row) => {
      const key = cell(row, orderColumn);
      return typeof key === 'string' && key !== '' ? key : rowId(row);
    },
    layerOf,
    columns: () => [
      ...new Set([
        ...sources.flatMap(({ segment }) => segment.columns),
        ...columnsOfFresh,
        ...editedColumns,
      ]),
    ],
    putFresh: (id, values) => {
      const standing = rowOf(id);
      const row = standing ?? sourceOf.length;
      if (standing === undefined) {
        sourceOf.push(fresh);
        indexOf.push(0);
      }
      rowsOfFresh.set(id, row);
      freshIds.set(row, id);
      const record = isRecord(values) ? columnsIn(values) : {};
      for (const column of Object.keys(record)) columnsOfFresh.add(column);
      freshValues.set(row, record);
      overlay.place(id, row);
      return row;
    },
    addSegment: (segment, hash, layer) => {
      const source = sources.length;
      const from = sourceOf.length;
      for (let index = 0; index < segment.rows; index++) {
        sourceOf.push(source);
        indexOf.push(index);
      }
      // A row that was made fresh and is sealed too is one row: what was written fresh counts.
      for (const [id, row] of rowsOfFresh) {
        const index = segment.find(id);
        if (index < 0) continue;
        shadowed.add(from + index);
        if (sourceOf.get(row) !== fresh) continue;
        sourceOf.set(row, source);
        indexOf.set(row, index);
      }
      sources.push({ segment, hash, layer, from });
      for (const id of [...overlay.waiting().keys()]) {
        const index = segment.find(id);
        if (index >= 0) overlay.place(id, from + index);
      }
      return { from, to: sourceOf.length };
    },
    putCell: (address, value) => {
      editedColumns.add(address.column);
      const row = rowOf(address.row);
      if (row === undefined) overlay.keepFor(address.row, address, storedValue(value));
      else overlay.put(row, address, storedValue(value));
    },
    wholeCell,
    members: (row, column) => overlay.members(row, column),
    origin: (row) => {
      const source = sourceOf.get(row);
      return source === fresh ? null : sources[source]!;
    },
    isShadowed: (row) => shadowed.has(row),
    freshColumns: (row) => Object.keys(freshValues.get(row) ?? {}),
    sources: () => sources,
    freshRows: () => freshValues.keys(),
    *edits() {
      for (const column of editedColumns) {
        for (const [row, whole] of overlay.wholeIn(column) ?? [])
          yield { row, column, whole, members: noMembers };
        for (const [row, members] of overlay.membersIn(column) ?? [])
          yield { row, column, whole: undefined, members };
      }
    },
    waiting: () => overlay.waiting(),
  };
};

/** Other names no program of ours writes, and a segment has no place for them. */
const columnsIn = (values: FreshValues): FreshValues =>
  Object.keys(values).every(isColumnId)
    ? values
    : Object.fromEntries(Object.entries(values).filter(([column]) => isColumnId(column)));

const isRecord = (value: unknown): value is FreshValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
