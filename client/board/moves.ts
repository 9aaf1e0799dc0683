import { boardOrderColumn, type CellWrite, orderKeysAt } from '../../shared/model/index.ts';
import { boardKeyOf, noOption } from '../../shared/query/index.ts';
import type { Board, Step, Store, TableRows } from '../store/store.ts';

export interface Move {
  /** Ids of the rows, in any order: they keep the one that they have on the board. */
  readonly rows: readonly string[];
  /** Option id of the lane; '' for that of none. */
  readonly to: string;
  /** Id of the row that they are put in front of; null for the end. One that is not there is the end. */
  readonly before: string | null;
}

/**
 * The step that puts rows at a place of a lane as it is now: one write of the place a row, and one
 * of the stage where that changes, so that a card that is put elsewhere in its lane does not take
 * back what somebody else does with its stage. Empty when they are there already.
 *
 * Where two cards beside the place have no room between them, as equal keys leave none, the fewer of
 * those on either side move too.
 */
export const planMove = (
  store: Pick<Store, 'table'>,
  board: Board,
  { rows, to, before }: Move,
  random: () => number = Math.random,
): Step => {
  const { table: id, column } = board.query;
  const table = store.table(id);
  const lane = Array.from(board.snapshot().lanes.get(to)?.rows ?? []);
  const moved = inOrder(board, table, rows);
  const isMoved = new Set(moved);
  const rest = lane.filter((row) => !isMoved.has(row));
  const at = placeIn(lane, isMoved, before === null ? undefined : table.rowOf(before));
  const isThere = moved.every((row, index) => lane[at + index] === row);
  if (moved.length === 0 || isThere) return { commands: [] };

  const cells: CellWrite[] = [];
  const stays = new Set(lane);
  for (const row of moved)
    if (!stays.has(row))
      cells.push({ row: table.rowId(row), column, value: to === noOption ? null : to });
  for (const { row, key } of keysAt(rest, moved, at, table, random))
    cells.push({ row: table.rowId(row), column: boardOrderColumn, value: key });
  return { commands: [{ type: 'setCells', table: id, cells }] };
};

/** The rows by the place that they have now: lane by lane, from the top. */
const inOrder = (board: Board, table: TableRows, rows: readonly string[]): readonly number[] => {
  const wanted = new Set(rows.flatMap((row) => table.rowOf(row) ?? []));
  const ordered: number[] = [];
  for (const { rows: lane } of board.snapshot().lanes.values())
    for (const row of lane) if (wanted.delete(row)) ordered.push(row);
  return [...ordered, ...wanted];
};

/**
 * How many of the rows that stay stand in front of `before`; in front of a card that moves along is
 * in front of the next one that stays.
 */
const placeIn = (
  lane: readonly number[],
  isMoved: ReadonlySet<number>,
  before: number | undefined,
): number => {
  const end = before === undefined ? -1 : lane.indexOf(before);
  return lane.slice(0, end < 0 ? lane.length : end).filter((row) => !isMoved.has(row)).length;
};

/** New keys for the rows that are put in, and for as few of the others as must make room. */
const keysAt = (
  rest: readonly number[],
  moved: readonly number[],
  at: number,
  table: TableRows,
  random: () => number,
): readonly { readonly row: number; readonly key: string }[] => {
  const keyAt = (index: number): string | null => {
    const row = rest[index];
    return row === undefined
      ? null
      : boardKeyOf(table.cell(row, boardOrderColumn), table.rowId(row));
  };
  const { from, to, keys } = orderKeysAt(keyAt, at, moved.length, random);
  const order = [...rest.slice(from, at), ...moved, ...rest.slice(at, to)];
  return order.map((row, index) => ({ row, key: keys[index]! }));
};
