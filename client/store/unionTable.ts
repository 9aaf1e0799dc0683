import type { LedgerTable } from '../../shared/documents/index.ts';
import { createIntList, type IntList } from '../../shared/documents/intList.ts';
import type { CellValue } from '../../shared/model/index.ts';
import type { Steps } from '../../shared/query/index.ts';
import { createBitList } from './bitList.ts';
import type { ComputedReader } from './computedCells.ts';
import type { RowsUpdate, TableRows } from './store.ts';

/**
 * One table over all ledgers. Its row numbers are its own: a row keeps its number when its
 * ledger's document is replaced, and a ledger that is closed leaves numbers of nothing behind.
 */
export interface UnionTable extends TableRows {
  /** How many rows are in use. */
  readonly listedCount: number;
  /** Shows the rows of a ledger's table. */
  open(ledger: string, table: LedgerTable): void;
  close(ledger: string): void;
  /** Takes in rows that became known in a ledger; their numbers here: from … to - 1. */
  grow(ledger: string): { from: number; to: number };
  /** Looks again whether rows of a ledger are in use; all of them without `numbers`. */
  relist(ledger: string, numbers?: Iterable<number>): void;
  /** The number of a row of this ledger. */
  numberIn(ledger: string, row: string): number | undefined;
  /** Gives the rows of `next` the numbers that they have now; to be done before `replace`. */
  align(ledger: string, next: LedgerTable): Steps<Alignment>;
  replace(ledger: string, next: LedgerTable, alignment: Alignment): void;
  tell(update: RowsUpdate): void;
}

/** For each row of the next table its number here, or -1 for rows that are new. */
export interface Alignment {
  readonly numbers: IntList;
  readonly taken: Set<number>;
}

interface Source {
  readonly ledger: string;
  /** Null once the ledger is closed. */
  table: LedgerTable | null;
  /** Row number in the ledger's table → row number here. */
  numbers: IntList;
}

const nowhere = -1;

export const createUnionTable = (id: string, computed: ComputedReader): UnionTable => {
  const sources: Source[] = [];
  /** Row number here → source, and row number in its ledger's table. */
  const sourceOf = createIntList();
  const localOf = createIntList();
  const listed = createBitList();
  const listeners = new Set<(update: RowsUpdate) => void>();

  const openSource = (ledger: string): Source | undefined =>
    sources.find((source) => source.ledger === ledger && source.table !== null);

  const tableAt = (row: number): LedgerTable | null =>
    localOf.get(row) === nowhere ? null : (sources[sourceOf.get(row)]?.table ?? null);

  const pushRow = (source: Source, local: number): number => {
    const number = sourceOf.length;
    sourceOf.push(sources.indexOf(source));
    localOf.push(local);
    listed.push(source.table!.isListed(local));
    return number;
  };

  const growSource = (source: Source): { from: number; to: number } => {
    const from = sourceOf.length;
    for (let local = source.numbers.length; local < source.table!.size; local++)
      source.numbers.push(pushRow(source, local));
    return { from, to: sourceOf.length };
  };

  const numberIn = (source: Source, row: string): number | undefined => {
    const local = source.table?.rowOf(row);
    return local === undefined || local >= source.numbers.length
      ? undefined
      : source.numbers.get(local);
  };

  const align = (source: Source, next: LedgerTable, { numbers, taken }: Alignment): void => {
    const number = numberIn(source, next.rowId(numbers.length));
    const isFirst = number !== undefined && !taken.has(number);
    if (isFirst) taken.add(number);
    numbers.push(isFirst ? number : nowhere);
  };

  return {
    id,
    get size() {
      return sourceOf.length;
    },
    get listedCount() {
      return listed.count;
    },
    rowId: (row) => tableAt(row)?.rowId(localOf.get(row)) ?? '',
    rowOf: (row) => {
      let found: number | undefined;
      for (const source of sources) {
        const number = numberIn(source, row);
        if (number === undefined) continue;
        if (listed.get(number)) return number;
        found ??= number;
      }
      return found;
    },
    ledgerOf: (row) => sources[sourceOf.get(row)]?.ledger ?? '',
    isListed: (row) => listed.get(row),
    cell: (row, column) =>
      computed.owns(column)
        ? computed.cell(row, column)
        : (tableAt(row)?.cell(localOf.get(row), column) ?? null),
    scan: (column) => {
      if (computed.owns(column)) return computed.scan(column);
      const readers = sources.map(({ table }) => table?.scan(column));
      return (row): CellValue => {
        const local = localOf.get(row);
        const read = readers[sourceOf.get(row)];
        return read === undefined || local === nowhere ? null : read(local);
      };
    },
    orderKey: (row) => tableAt(row)?.orderKey(localOf.get(row)) ?? '',
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: (ledger, table) => {
      const source = { ledger, table, numbers: createIntList() };
      sources.push(source);
      growSource(source);
    },
    close: (ledger) => {
      const source = openSource(ledger);
      if (source === undefined) return;
      source.table = null;
      for (let local = 0; local < source.numbers.length; local++)
        listed.set(source.numbers.get(local), false);
    },
    grow: (ledger) => growSource(openSource(ledger)!),
    relist: (ledger, numbers) => {
      const source = openSource(ledger);
      if (source?.table == null) return;
      const { table, numbers: all } = source;
      const look = (number: number): void =>
        listed.set(number, table.isListed(localOf.get(number)));
      if (numbers !== undefined) for (const number of numbers) look(number);
      else for (let local = 0; local < all.length; local++) look(all.get(local));
    },
    numberIn: (ledger, row) => {
      const source = openSource(ledger);
      return source === undefined ? undefined : numberIn(source, row);
    },
    *align(ledger, next) {
      const source = openSource(ledger)!;
      const alignment: Alignment = { numbers: createIntList(), taken: new Set() };
      while (alignment.numbers.length < next.size) {
        align(source, next, alignment);
        if (alignment.numbers.length % 128 === 0) yield;
      }
      return alignment;
    },
    replace: (ledger, next, alignment) => {
      const source = openSource(ledger)!;
      while (alignment.numbers.length < next.size) align(source, next, alignment);
      for (let local = 0; local < source.numbers.length; local++) {
        const number = source.numbers.get(local);
        if (alignment.taken.has(number)) continue;
        localOf.set(number, nowhere);
        listed.set(number, false);
      }
      source.table = next;
      source.numbers = createIntList();
      for (let local = 0; local < next.size; local++) {
        const number = alignment.numbers.get(local);
        if (number === nowhere) source.numbers.push(pushRow(source, local));
        else {
          localOf.set(number, local);
          listed.set(number, next.isListed(local));
          source.numbers.push(number);
        }
      }
    },
    tell: (update) => {
      for (const listener of listeners) listener(update);
    },
  };
};
