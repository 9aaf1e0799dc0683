import { membersOf } from '../../shared/columns/lists.ts';
import type { Steps } from '../../shared/query/index.ts';
import type { RowsUpdate, Store, TableRows } from './store.ts';
import { createTaskSlices, type TaskSlices } from './taskSlices.ts';

/** The rows of one table by the row that a link column of theirs names: a customer's follow-ups. */
export interface LinkedRows {
  /** The rows in use that name `row`; the same object until one of them, or which they are, changes. */
  of(row: string): LinkedList;
  /** Calls `listener` when `of(row)` changes. */
  subscribe(row: string, listener: () => void): () => void;
}

export interface LinkedList {
  /** Row numbers of the table, in no order. */
  readonly rows: readonly number[];
  /** False while the index is made: there may be more. */
  readonly ready: boolean;
}

type Index = Map<string, Set<number>>;

/** Made in slices at first (100,000 rows must not hold the screen), then kept by what changes. */
export const createLinkedRows = (
  table: TableRows,
  column: string,
  slices: TaskSlices,
): LinkedRows => {
  let index: Index = new Map();
  /** What is being made anew; changes go there too. */
  let next: Index | null = null;
  let isReady = false;
  let stop = (): void => {};
  const lists = new Map<string, LinkedList>();
  const listeners = new Map<string, Set<() => void>>();

  const tell = (row: string): void => {
    lists.delete(row);
    for (const listener of listeners.get(row) ?? []) listener();
  };

  const build = (): void => {
    stop();
    const made: Index = new Map();
    next = made;
    stop = slices.run(enterAll(table, column, made), () => {
      index = made;
      next = null;
      isReady = true;
      lists.clear();
      for (const row of [...listeners.keys()]) tell(row);
    });
  };

  const take = ({ all, changes, added }: RowsUpdate): void => {
    if (all) {
      build();
      return;
    }
    const touched = new Set<string>();
    const enter = (parent: string, row: number): void => {
      touched.add(parent);
      for (const each of next === null ? [index] : [index, next]) put(each, parent, row);
    };
    for (const change of changes) {
      const { number, before, after } = change;
      if (change.column !== column) {
        for (const parent of membersOf(table.cell(number, column))) touched.add(parent);
        continue;
      }
      for (const parent of membersOf(before)) {
        touched.add(parent);
        for (const each of next === null ? [index] : [index, next])
          each.get(parent)?.delete(number);
      }
      for (const parent of membersOf(after)) enter(parent, number);
    }
    for (const { from, to } of added)
      for (let row = from; row < to; row++)
        for (const parent of membersOf(table.cell(row, column))) enter(parent, row);
    for (const parent of touched) tell(parent);
  };

  table.subscribe(take);
  build();

  return {
    of: (row) => {
      const known = lists.get(row);
      if (known !== undefined) return known;
      const rows = [...(index.get(row) ?? [])].filter((number) => table.isListed(number));
      const list = { rows, ready: isReady };
      lists.set(row, list);
      return list;
    },
    subscribe: (row, listener) => {
      const here = listeners.get(row) ?? new Set();
      listeners.set(row, here.add(listener));
      return () => {
        here.delete(listener);
        if (here.size === 0 && listeners.get(row) === here) listeners.delete(row);
      };
    },
  };
};

const perStep = 512;

/** Rows that come meanwhile are read too; a reader is good only until the next change. */
function* enterAll(table: TableRows, column: string, index: Index): Steps<void> {
  for (let row = 0; row < table.size; ) {
    const read = table.scan(column);
    const end = Math.min(table.size, row + perStep);
    for (; row < end; row++) for (const parent of membersOf(read(row))) put(index, parent, row);
    yield;
  }
}

const put = (index: Index, parent: string, row: number): void => {
  const rows = index.get(parent);
  if (rows === undefined) index.set(parent, new Set([row]));
  else rows.add(row);
};

interface Kept {
  readonly slices: TaskSlices;
  readonly indexes: Map<string, LinkedRows>;
}

const kept = new WeakMap<Store, Kept>();

/** The index of a link column, made when it is first asked for and kept while one is signed in. */
export const linkedRowsOf = (store: Store, table: string, column: string): LinkedRows => {
  const { slices, indexes } = kept.get(store) ?? {
    slices: createTaskSlices(() => performance.now()),
    indexes: new Map<string, LinkedRows>(),
  };
  kept.set(store, { slices, indexes });
  const key = `${table}/${column}`;
  const index = indexes.get(key) ?? createLinkedRows(store.table(table), column, slices);
  indexes.set(key, index);
  return index;
};
