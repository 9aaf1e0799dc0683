import { type ColumnContext, copyCell, readText } from '../columns/index.ts';
import {
  type CellValue,
  type CellWrite,
  type Column,
  isComputed,
  type LedgerCommand,
  type SetRecord,
} from '../model/index.ts';
import { type Area, contains } from './area.ts';
import { collectMakings } from './makings.ts';

/** The grid as it is shown where cells are filled. */
export interface FillTarget {
  readonly table: string;
  readonly columns: readonly Column[];
  /** The id of a shown row; null where this person may not write it. */
  rowIdAt(index: number): string | null;
  cellAt(index: number, column: string): CellValue;
}

export interface FillPlan {
  readonly records: readonly SetRecord[];
  readonly commands: readonly LedgerCommand[];
  /** Cells that were left alone because a formula fills them. */
  readonly computed: number;
}

/**
 * Repeats the cells of `source` over `destination`, which it may lie in. Within one column values
 * are taken as they are; from column to column they go as texts, like a copy and paste. Columns
 * that a formula fills take nothing.
 */
export const planFill = (
  source: Area,
  destination: Area,
  target: FillTarget,
  context: ColumnContext,
  random: () => number,
): FillPlan => {
  const makings = collectMakings(context, random);
  const cells: CellWrite[] = [];
  let computed = 0;
  for (let y = destination.y; y < destination.y + destination.height; y++) {
    const row = target.rowIdAt(y);
    if (row === null) continue;
    for (let x = destination.x; x < destination.x + destination.width; x++) {
      if (contains(source, x, y)) continue;
      const from = target.columns[source.x + around(x - source.x, source.width)]!;
      const to = target.columns[x]!;
      if (isComputed(to)) {
        computed++;
        continue;
      }
      const value = target.cellAt(source.y + around(y - source.y, source.height), from.id);
      if (from.id === to.id) cells.push({ row, column: to.id, value });
      else {
        const read = readText(copyCell(value, from, context), to, context);
        makings.add(to, read.makes);
        cells.push({ row, column: to.id, value: read.value });
      }
    }
  }
  return {
    records: makings.records(),
    commands: cells.length === 0 ? [] : [{ type: 'setCells', table: target.table, cells }],
    computed,
  };
};

/** `distance` modulo `size`, never negative: fills go up and to the left too. */
const around = (distance: number, size: number): number => ((distance % size) + size) % size;
