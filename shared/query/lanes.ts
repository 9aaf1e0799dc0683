import { boardOrderColumn, type CellValue, isOrderKey } from '../model/index.ts';
import { withInserted, without } from './laneRows.ts';
import { mergeSort } from './mergeSort.ts';
import type { Steps } from './steps.ts';

/** The rows of one lane of a board, and what their amounts come to. Never changed once made. */
export interface Lane {
  /** Row numbers in order of their board keys. */
  readonly rows: Uint32Array;
  readonly sum: number;
}

/** What a board reads of its table. */
export interface LaneReader {
  readonly size: number;
  rowId(row: number): string;
  isListed(row: number): boolean;
  cell(row: number, column: string): CellValue;
  scan(column: string): (row: number) => CellValue;
}

export interface LaneRules {
  /** The select column whose options are the lanes. */
  readonly column: string;
  /** Options in use: every other value stands in the lane of none. */
  readonly options: readonly string[];
  readonly filter: { readonly column: string; matches(value: CellValue): boolean } | null;
  /** The column of numbers that is added up. */
  readonly sum: string | null;
}

/** The lane of rows without an option in use: none, a deleted one, text that could not be read. */
export const noOption = '';

/**
 * Where each row of a board stands. Lanes hold the same rows in the same order wherever the same
 * edits have arrived: by board key as plain ASCII text, ties by row id.
 */
export interface Lanes {
  /** A new map, and new lanes, where something changed; every option has one, and so has none. */
  lanes(): ReadonlyMap<string, Lane>;
  /** Looks at these rows again; false when nothing changed. Cost: the lanes that they touch. */
  place(rows: Iterable<number>): boolean;
  /**
   * Takes other options, in order; false when they are the same. Rows of options that are gone go to
   * the lane of none, and come from there when theirs is back.
   */
  offer(options: readonly string[]): boolean;
}

/** A row's place in its lane: its `$boardOrder` where that is an order key, else its id. */
export const boardKeyOf = (key: CellValue, id: string): string => (isOrderKey(key) ? key : id);

const noRows = new Uint32Array(0);
const emptyLane: Lane = { rows: noRows, sum: 0 };

/** Sets a board up. Steps take well under a millisecond. */
export function* makeLanes(rules: LaneRules, reader: LaneReader): Steps<Lanes> {
  const { column, filter, sum } = rules;
  let known = new Set(rules.options);
  /** By row number: its lane (undefined when it is on none), its key and its amount. */
  const laneOf: (string | undefined)[] = [];
  const keyOf: string[] = [];
  const amountOf: number[] = [];

  const compare = (a: number, b: number): number => {
    if (keyOf[a] !== keyOf[b]) return keyOf[a]! < keyOf[b]! ? -1 : 1;
    const [left, right] = [reader.rowId(a), reader.rowId(b)];
    return left < right ? -1 : left > right ? 1 : a - b;
  };

  type Read = (row: number, column: string) => CellValue;

  const laneFor = (row: number, read: Read): string | undefined => {
    if (!reader.isListed(row)) return undefined;
    if (filter !== null && !filter.matches(read(row, filter.column))) return undefined;
    const value = read(row, column);
    return typeof value === 'string' && known.has(value) ? value : noOption;
  };

  const amountFor = (row: number, read: Read): number => {
    const value = sum === null ? null : read(row, sum);
    return typeof value === 'number' ? value : 0;
  };

  const note = (row: number, read: Read): void => {
    laneOf[row] = laneFor(row, read);
    if (laneOf[row] === undefined) return;
    keyOf[row] = boardKeyOf(read(row, boardOrderColumn), reader.rowId(row));
    amountOf[row] = amountFor(row, read);
  };

  const laneWith = (rows: Uint32Array): Lane => {
    // Added up anew, in order, so that the sum is everywhere the same to the last digit.
    let total = 0;
    for (let index = 0; index < rows.length; index++) total += amountOf[rows[index]!]!;
    return { rows, sum: total };
  };

  /** Index of `row`, or of the first one that comes after it. */
  const indexIn = (rows: Uint32Array, row: number): number => {
    let from = 0;
    let to = rows.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (compare(rows[middle]!, row) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  };

  /** Ids that ties are ordered by are gone when a ledger was closed since. */
  const placeIn = (rows: Uint32Array, row: number): number => {
    const index = indexIn(rows, row);
    return rows[index] === row ? index : rows.indexOf(row);
  };

  let lanes = new Map<string, Lane>([...known, noOption].map((option) => [option, emptyLane]));
  let shown: ReadonlyMap<string, Lane> | null = null;

  yield* fill();

  return {
    lanes: () => {
      shown ??= new Map(lanes);
      return shown;
    },
    place,
    offer: (options) => {
      if (isSameOrder(options, known)) return false;
      const next = new Set(options);
      const gone = [...known].filter((option) => !next.has(option));
      const isMore = options.some((option) => !known.has(option));
      const rows = [...gone, ...(isMore ? [noOption] : [])].flatMap((option) =>
        Array.from(lanes.get(option)!.rows),
      );
      known = next;
      for (const option of next) if (!lanes.has(option)) lanes.set(option, emptyLane);
      place(rows);
      lanes = new Map([...known, noOption].map((option) => [option, lanes.get(option)!]));
      shown = null;
      return true;
    },
  };

  function place(rows: Iterable<number>): boolean {
    const leaving = new Map<string, number[]>();
    const moved: number[] = [];
    for (const row of new Set(rows)) {
      const lane = laneOf[row];
      if (isPlaced(row)) continue;
      if (lane !== undefined) append(leaving, lane, row);
      moved.push(row);
    }
    if (moved.length === 0) return false;
    // Rows are found where they were by the keys that they had, so they leave first.
    const remaining = new Map<string, Uint32Array>();
    for (const [lane, gone] of leaving) {
      const { rows: all } = lanes.get(lane)!;
      remaining.set(lane, without(all, gone.map((row) => placeIn(all, row)).sort(ascending)));
    }
    const coming = new Map<string, number[]>();
    for (const row of moved) {
      note(row, reader.cell);
      const lane = laneOf[row];
      if (lane !== undefined) append(coming, lane, row);
    }
    for (const [lane, added] of coming) {
      const rows = remaining.get(lane) ?? lanes.get(lane)!.rows;
      added.sort(compare);
      const at = added.map((row) => indexIn(rows, row));
      remaining.set(lane, withInserted(rows, added, at));
    }
    for (const [lane, rows] of remaining) lanes.set(lane, laneWith(rows));
    shown = null;
    return true;
  }

  /** True when the row stands where it should, with the amount that it has. */
  function isPlaced(row: number): boolean {
    const lane = laneFor(row, reader.cell);
    if (lane !== laneOf[row]) return false;
    return (
      lane === undefined ||
      (keyOf[row] === boardKeyOf(reader.cell(row, boardOrderColumn), reader.rowId(row)) &&
        amountOf[row] === amountFor(row, reader.cell))
    );
  }

  function* fill(): Steps<void> {
    const read = scannerOf(reader);
    const members = new Map<string, number[]>();
    for (let row = 0; row < reader.size; row++) {
      note(row, read);
      const lane = laneOf[row];
      if (lane !== undefined) append(members, lane, row);
      if (row % 256 === 255) yield;
    }
    for (const [lane, rows] of members) {
      lanes.set(lane, laneWith(yield* mergeSort(Uint32Array.from(rows), compare)));
      yield;
    }
  }
}

/** Reads cells by columns that are looked up once. Good until the next change. */
const scannerOf = (reader: LaneReader): ((row: number, column: string) => CellValue) => {
  const scans = new Map<string, (row: number) => CellValue>();
  return (row, column) => {
    let scan = scans.get(column);
    if (scan === undefined) {
      scan = reader.scan(column);
      scans.set(column, scan);
    }
    return scan(row);
  };
};

const isSameOrder = (options: readonly string[], known: ReadonlySet<string>): boolean => {
  const own = [...known];
  return options.length === own.length && options.every((option, index) => option === own[index]);
};

const ascending = (a: number, b: number): number => a - b;

const append = <Key>(groups: Map<Key, number[]>, key: Key, row: number): void => {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [row]);
  else group.push(row);
};
