import { boardOrderColumn, type CellWrite, orderKeysAt } from '../../shared/model/index.ts';
import { boardKeyOf, type Lane, noOption } from '../../shared/query/index.ts';
import type { Board, Step, Store, TableRows } from '../store/store.ts';

export interface Move {
  /**
   * Ids of rows that are on the board, in any order: they keep the one that they have there. Others
   * are left where they are.
   */
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
  const { lanes } = board.snapshot();
  const lane = lanes.get(to)?.rows ?? noRows;
  const isMoved = new Uint8Array(table.size);
  for (const row of rows) {
    const number = table.rowOf(row);
    if (number !== undefined) isMoved[number] = 1;
  }
  const moved = inOrder(lanes, isMoved);
  const rest = lane.filter((row) => isMoved[row] === 0);
  const at = placeIn(lane, isMoved, before === null ? undefined : table.rowOf(before));
  const isThere = moved.every((row, index) => lane[at + index] === row);
  if (moved.length === 0 || isThere) return { commands: [] };

  const cells: CellWrite[] = [];
  const stays = new Set(lane.filter((row) => isMoved[row] === 1));
  for (const row of moved)
    if (!stays.has(row))
      cells.push({ row: table.rowId(row), column, value: to === noOption ? null : to });
  for (const { row, key } of keysAt(rest, moved, at, table, random))
    cells.push({ row: table.rowId(row), column: boardOrderColumn, value: key });
  return { commands: [{ type: 'setCells', table: id, cells }] };
};

const noRows = new Uint32Array(0);

/** The rows by the place that they have on the board now: lane by lane, from the top. */
const inOrder = (lanes: ReadonlyMap<string, Lane>, isMoved: Uint8Array): readonly number[] =>
  [...lanes.values()].flatMap(({ rows }) => [...rows.filter((row) => isMoved[row] === 1)]);

/**
 * How many of the rows that stay stand in front of `before`; in front of a card that moves along is
 * in front of the next one that stays.
 */
const placeIn = (lane: Uint32Array, isMoved: Uint8Array, before: number | undefined): number => {
  const found = before === undefined ? -1 : lane.indexOf(before);
  const end = found < 0 ? lane.length : found;
  let count = 0;
  for (let index = 0; index < end; index++) if (isMoved[lane[index]!] === 0) count++;
  return count;
};

/** New keys for the rows that are put in, and for as few of the others as must make room. */
const keysAt = (
  rest: Uint32Array,
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
