import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Board, BoardQuery, BoardSnapshot } from '../store/store.ts';
import { useStore } from '../store/useStore.ts';

const nothingYet: BoardSnapshot = { lanes: new Map(), busy: true, ready: false };
const never = () => () => undefined;

export interface OpenedBoard {
  /** Null for a moment, until it is opened. */
  readonly board: Board | null;
  readonly snapshot: BoardSnapshot;
}

/** The lanes that `query` asks for, kept up to date. Memoise `query`. */
export const useBoard = (query: BoardQuery): OpenedBoard => {
  const store = useStore();
  const { table, column } = query;
  const [opened, setOpened] = useState<Board | null>(null);

  useEffect(() => {
    const board = store.openBoard({ table, column, filter: null, sum: null });
    setOpened(board);
    return () => board.close();
  }, [store, table, column]);

  const board = opened?.query.table === table && opened.query.column === column ? opened : null;
  useEffect(() => {
    board?.update(query);
  }, [board, query]);

  const snapshot = useSyncExternalStore(
    board === null ? never : board.subscribe,
    () => board?.snapshot() ?? nothingYet,
  );
  return { board, snapshot };
};
