import type { ColumnContext } from '../../shared/columns/index.ts';
import type { Workspace } from '../../shared/documents/index.ts';
import { deletedColumn } from '../../shared/model/index.ts';
import { createTextRanks } from '../../shared/query/index.ts';
import type { RowsUpdate, View, ViewQuery, ViewSnapshot } from './store.ts';
import type { TaskSlices } from './taskSlices.ts';
import type { UnionTable } from './unionTable.ts';
import { columnsOfQuery, rowsOfView, typesOfQuery } from './viewRows.ts';

export interface ViewSurroundings {
  readonly workspace: Workspace;
  readonly slices: TaskSlices;
  table(id: string): UnionTable;
  context(): ColumnContext;
  isReady(): boolean;
}

/** The side of a view that the store feeds. */
export interface FedView extends View {
  /** Names, columns or titles of rows changed, or the language. */
  contextChanged(what: ContextPart): void;
  readyChanged(): void;
}

export type ContextPart = 'names' | 'columns' | 'titles';

/** ms from an edit to a new order: long enough not to move rows under somebody's hands. */
const calm = 150;

const nothing = new Uint32Array(0);

export const createView = (first: ViewQuery, around: ViewSurroundings): FedView => {
  const listeners = new Set<() => void>();
  let query = first;
  let table = around.table(query.table);
  let snapshot: ViewSnapshot = { rows: nothing, total: 0, busy: true, ready: around.isReady() };
  let ranks = createTextRanks(around.context().language);
  let stopWork = (): void => {};
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isBuilding = false;
  /** Something changed since the building began: it is to be done once more. */
  let isStale = false;

  const show = (next: Partial<ViewSnapshot>): void => {
    snapshot = { ...snapshot, ...next };
    for (const listener of listeners) listener();
  };

  const build = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    stopWork();
    isBuilding = true;
    isStale = false;
    const context = around.context();
    if (ranks.language !== context.language) ranks = createTextRanks(context.language);
    const steps = rowsOfView(query, table, around.workspace, context, ranks);
    stopWork = around.slices.run(steps, ({ rows, total }) => {
      isBuilding = false;
      if (isStale) buildSoon();
      const isSame = sameRows(rows, snapshot.rows);
      if (isSame && !snapshot.busy && total === snapshot.total) return;
      show({ rows: isSame ? snapshot.rows : rows, total, busy: false });
    });
  };

  /** Never breaks off a building: with many edits it would never end. */
  const buildSoon = (): void => {
    if (isBuilding) isStale = true;
    else timer ??= setTimeout(build, calm);
  };

  /** New rows at the end of the order, as typing and segments bring them, need no new order. */
  const append = (added: RowsUpdate['added']): boolean => {
    if (query.filter !== null || query.sort !== null || query.bin === true) return false;
    if (isBuilding || timer !== null) return false;
    const last = snapshot.rows.at(-1);
    let key = last === undefined ? '' : table.orderKey(last);
    const fresh: number[] = [];
    for (const { from, to } of added)
      for (let row = from; row < to; row++) {
        if (!table.isListed(row)) continue;
        const next = table.orderKey(row);
        if (next <= key) return false;
        key = next;
        fresh.push(row);
      }
    const rows = new Uint32Array(snapshot.rows.length + fresh.length);
    rows.set(snapshot.rows);
    rows.set(fresh, snapshot.rows.length);
    show({ rows, total: table.listedCount });
    return true;
  };

  const take = (update: RowsUpdate): void => {
    if (update.all) {
      build();
      return;
    }
    const added = new Set(update.added.flatMap(({ from, to }) => range(from, to)));
    const columns = columnsOfQuery(query);
    const relevant = update.changes.filter(
      ({ column, number }) => columns.has(column) && !added.has(number),
    );
    if (update.added.length > 0 && !append(update.added)) buildSoon();
    if (relevant.length === 0) return;
    // Rows that were deleted go at once, wherever they are; others may wait a moment.
    const gone = relevant.filter(({ column }) => column === deletedColumn);
    if (gone.length > 0 && query.bin !== true)
      show({
        rows: snapshot.rows.filter((row: number) => table.isListed(row)) as ViewSnapshot['rows'],
        total: table.listedCount,
      });
    const isOnlyGone = gone.every(({ number }) => !table.isListed(number));
    if (gone.length < relevant.length || !isOnlyGone || query.bin === true || isBuilding)
      buildSoon();
  };

  let unsubscribe = table.subscribe(take);
  build();

  return {
    snapshot: () => snapshot,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    update: (next) => {
      if (next.table !== query.table) {
        unsubscribe();
        table = around.table(next.table);
        unsubscribe = table.subscribe(take);
        ranks = createTextRanks(around.context().language);
        snapshot = { ...snapshot, rows: nothing, total: 0 };
      }
      if (next.sort?.column !== query.sort?.column)
        ranks = createTextRanks(around.context().language);
      query = next;
      snapshot = { ...snapshot, busy: true };
      build();
      if (snapshot.busy) show({});
    },
    close: () => {
      unsubscribe();
      stopWork();
      if (timer !== null) clearTimeout(timer);
      listeners.clear();
    },
    contextChanged: (what) => {
      const types = typesOfQuery(query, around.workspace);
      const isShown =
        what === 'columns'
          ? types.length > 0
          : what === 'titles'
            ? types.includes('link')
            : types.some((type) => ['select', 'tags', 'person', 'formula'].includes(type));
      if (isShown) buildSoon();
    },
    readyChanged: () => {
      // What came in the wrong order must not wait for calm now that people look at it.
      if (timer !== null) build();
      show({ ready: around.isReady(), busy: snapshot.busy || isBuilding });
    },
  };
};

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

const sameRows = (a: ViewSnapshot['rows'], b: ViewSnapshot['rows']): boolean => {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
};
