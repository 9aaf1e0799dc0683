import { type Lane, type Lanes, makeLanes } from '../../shared/query/index.ts';
import { columnsOfBoard, filteredType, laneRulesOf, optionsOf } from './boardQuery.ts';
import type { Board, BoardQuery, BoardSnapshot, RowsUpdate } from './store.ts';
import type { ContextPart, ViewSurroundings } from './view.ts';

/** The side of a board that the store feeds. */
export interface FedBoard extends Board {
  /** Names, columns or titles of rows changed, or the language. */
  contextChanged(what: ContextPart): void;
  readyChanged(): void;
}

const noLanes: ReadonlyMap<string, Lane> = new Map();

/**
 * Sets a board up in slices. From then on every change is taken in at once, by looking again at
 * the rows that it touched: a card that was dropped is where it was dropped before the screen is
 * drawn again.
 */
export const createBoard = (first: BoardQuery, around: ViewSurroundings): FedBoard => {
  const listeners = new Set<() => void>();
  let query = first;
  let table = around.table(query.table);
  let snapshot: BoardSnapshot = { lanes: noLanes, busy: true, ready: around.isReady() };
  /** The lanes that are shown, and the columns that they follow. */
  let shown: { readonly lanes: Lanes; readonly columns: ReadonlySet<string> } | null = null;
  /** Rows that changed while other lanes are being made; null while none are. */
  let touchedSince: Set<number> | null = null;
  let stopWork = (): void => {};

  const show = (next: Partial<BoardSnapshot>): void => {
    snapshot = { ...snapshot, ...next };
    for (const listener of listeners) listener();
  };

  const build = (): void => {
    stopWork();
    const columns = columnsOfBoard(query);
    const rules = laneRulesOf(query, around.workspace, around.context());
    const touched = new Set<number>();
    touchedSince = touched;
    stopWork = around.slices.run(makeLanes(rules, table), (lanes) => {
      touchedSince = null;
      lanes.offer(optionsOf(query, around.workspace));
      lanes.place(touched);
      shown = { lanes, columns };
      show({ lanes: lanes.lanes(), busy: false });
    });
  };

  const take = (update: RowsUpdate): void => {
    if (update.all) {
      build();
      return;
    }
    const columns = columnsOfBoard(query);
    const rows = new Set<number>();
    for (const { from, to } of update.added) for (let row = from; row < to; row++) rows.add(row);
    for (const { column, number } of update.changes)
      if (columns.has(column) || shown?.columns.has(column)) rows.add(number);
    if (rows.size === 0) return;
    if (touchedSince !== null) for (const row of rows) touchedSince.add(row);
    // What is shown meanwhile follows too: somebody may be dragging on it.
    if (shown?.lanes.place(rows)) show({ lanes: shown.lanes.lanes() });
  };

  let unsubscribe = table.subscribe(take);
  build();

  return {
    get query() {
      return query;
    },
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
      }
      // Lanes of other options, or of another table, are nothing to look at meanwhile.
      if (next.table !== query.table || next.column !== query.column) {
        shown = null;
        snapshot = { ...snapshot, lanes: noLanes };
      }
      query = next;
      snapshot = { ...snapshot, busy: true };
      build();
      if (snapshot.busy) show({});
    },
    close: () => {
      unsubscribe();
      stopWork();
      listeners.clear();
    },
    contextChanged: (what) => {
      const type = filteredType(query, around.workspace);
      const isFiltered =
        what === 'columns'
          ? type !== null
          : what === 'titles'
            ? type === 'link'
            : type === 'select' || type === 'tags' || type === 'person';
      if (isFiltered) build();
      if (what !== 'titles' && shown?.lanes.offer(optionsOf(query, around.workspace)))
        show({ lanes: shown.lanes.lanes() });
    },
    readyChanged: () => show({ ready: around.isReady() }),
  };
};
