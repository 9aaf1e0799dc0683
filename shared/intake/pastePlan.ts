import { type ColumnContext, readText } from '../columns/index.ts';
import {
  type CellValue,
  type CellWrite,
  type Column,
  columnKey,
  isComputed,
  isTooLong,
  isUnread,
  type LedgerCommand,
  type NewId,
  type NewRow,
  orderKeyBetween,
  type SetRecord,
} from '../model/index.ts';
import type { Steps } from '../query/steps.ts';
import type { Area } from './area.ts';
import { collectMakings } from './makings.ts';

/** The grid as it is shown where a block is pasted. */
export interface PasteTarget {
  readonly table: string;
  /** In the order in which they are shown. */
  readonly columns: readonly Column[];
  readonly rowCount: number;
  /** The id of a shown row; null where this person may not write it. */
  rowIdAt(index: number): string | null;
  /** Where the block goes (`pasteArea`); may reach over the last row and the last column. */
  readonly area: Area;
}

/** What makes new rows and columns, as `shared/` has neither clock nor randomness. */
export interface Makers {
  readonly newId: NewId;
  readonly random: () => number;
  /** The name of the column at this place, counted from 1. */
  columnName(place: number): string;
  /** The last order key among all columns of the table, shown or not; null when it has none. */
  readonly lastColumnOrder: string | null;
}

export interface PastePlan {
  readonly records: readonly SetRecord[];
  readonly commands: readonly LedgerCommand[];
  /** Rows that got at least one cell, new ones included. */
  readonly rows: number;
  readonly rowsMade: number;
  readonly columnsMade: number;
  /** Cells whose text the column could not read, kept as it came. */
  readonly unread: number;
  /** Texts that were left out because no cell holds as much. */
  readonly tooLong: number;
  /** Rows that were left alone because this person may not write them. */
  readonly refused: number;
  /** Texts that were left out because they fell on cells that a formula fills. */
  readonly computed: number;
}

/**
 * What pasting a block of texts does. Past the last row it makes rows, past the last column it
 * makes text columns, so that nothing is dropped; texts that a column cannot read are kept as
 * unread. A row of `texts` that is shorter than others leaves the cells after its end alone, and
 * columns that a formula fills take nothing: what falls on them is left out, as is what is longer
 * than a cell may be, and the rest keeps its place. Steps take about a millisecond.
 */
export function* planPaste(
  texts: readonly (readonly string[])[],
  target: PasteTarget,
  context: ColumnContext,
  makers: Makers,
): Steps<PastePlan> {
  const { area, table } = target;
  const width = texts.reduce((most, row) => Math.max(most, row.length), 0);
  const made = makeColumns(target, makers);
  const columns = [...target.columns, ...made.columns].slice(area.x, area.x + area.width);
  const makings = collectMakings(context, makers.random);
  const cells: CellWrite[] = [];
  const rows: NewRow[] = [];
  let unread = 0;
  let tooLong = 0;
  let refused = 0;
  let computed = 0;
  let changed = 0;
  const takesNothing = columns.every(isComputed);

  for (let y = 0; y < area.height; y++) {
    const source = texts[y % texts.length]!;
    const values = new Map<string, CellValue>();
    let leftOut = 0;
    let long = 0;
    for (const [x, column] of columns.entries()) {
      const text = source[x % width];
      if (text === undefined) continue;
      if (isComputed(column)) {
        if (text !== '') leftOut++;
        continue;
      }
      const read = readText(text, column, context);
      if (isTooLong(read.value)) {
        long++;
        continue;
      }
      makings.add(column, read.makes);
      values.set(column.id, read.value);
    }
    const index = area.y + y;
    const row = index < target.rowCount ? target.rowIdAt(index) : undefined;
    if (row === null) refused++;
    else {
      computed += leftOut;
      tooLong += long;
    }
    if (row !== null && !takesNothing) {
      changed++;
      for (const value of values.values()) if (isUnread(value)) unread++;
      if (row === undefined) rows.push({ id: makers.newId(), values: Object.fromEntries(values) });
      else for (const [column, value] of values) cells.push({ row, column, value });
    }
    if (y % 16 === 15) yield;
  }

  return {
    records: [...made.records, ...makings.records()],
    commands: [
      ...(cells.length === 0 ? [] : [{ type: 'setCells', table, cells } as const]),
      ...(rows.length === 0 ? [] : [{ type: 'addRows', table, rows } as const]),
    ],
    rows: changed,
    rowsMade: rows.length,
    columnsMade: made.columns.length,
    unread,
    tooLong,
    refused,
    computed,
  };
}

interface MadeColumns {
  readonly columns: readonly Column[];
  readonly records: readonly SetRecord[];
}

/** Text columns for what reaches over the last one: text changes no value. */
const makeColumns = ({ table, columns, area }: PasteTarget, makers: Makers): MadeColumns => {
  const made: Column[] = [];
  let order = makers.lastColumnOrder;
  for (let place = columns.length; place < area.x + area.width; place++) {
    order = orderKeyBetween(order, null, makers.random);
    const name = makers.columnName(place + 1);
    made.push({
      id: makers.newId(),
      table,
      type: 'text',
      key: columnKey(
        name,
        [...columns, ...made].map(({ key }) => key),
      ),
      name,
      order,
      width: 140,
      deletedAt: null,
      settings: {},
    });
  }
  return { columns: made, records: made.map(columnRecord) };
};

/** The command that makes `column`. */
export const columnRecord = (column: Column): SetRecord => {
  const { type, key, name, order, width, settings } = column;
  return {
    type: 'setRecord',
    collection: 'columns',
    id: `${column.table}/${column.id}`,
    properties: { type, key, name, order, width, settings },
  };
};
