import type { ColumnContext } from '../../shared/columns/index.ts';
import { copyCell } from '../../shared/columns/index.ts';
import type { Area } from '../../shared/intake/area.ts';
import { type FillPlan, planFill } from '../../shared/intake/fillPlan.ts';
import {
  type CellValue,
  type CellWrite,
  type Column,
  holdsSet,
  isComputed,
  isEmpty,
  isMemberSet,
  type LedgerCommand,
  type NewRow,
  orderColumn,
  orderKeyBetween,
} from '../../shared/model/index.ts';
import { clearCells } from '../cells/edits.ts';
import type { Step, Store, TableRows } from '../store/store.ts';
import type { Place } from './selection.ts';

/** A table as it is shown now: these columns, these rows, in this order. */
export interface Sheet {
  readonly store: Store;
  readonly table: TableRows;
  readonly columns: readonly Column[];
  /** Row numbers of the table. */
  readonly rows: ArrayLike<number>;
  readonly context: ColumnContext;
  /** True when nothing sorts or filters: rows stand in their own order. */
  readonly inOwnOrder: boolean;
  /** Says how many cells kept what they show, because a formula fills them. */
  readonly onComputed: (cells: number) => void;
}

/** The id of a shown row; null where there is none, or this person may not write it. */
export const writableRow = ({ store, table, rows }: Sheet, y: number): string | null => {
  const row = rows[y];
  return row !== undefined && store.mayWriteRow(table.id, row) ? table.rowId(row) : null;
};

/** Texts of the selected cells as they go to the clipboard: areas under each other. */
export const copiedTexts = (
  { table, columns, rows, context }: Sheet,
  areas: readonly Area[],
): readonly (readonly string[])[] => {
  const texts: string[][] = [];
  for (const { x, y, width, height } of areas) {
    const readers = columns
      .slice(x, x + width)
      .map((column) => ({ column, read: table.scan(column.id) }));
    for (let at = y; at < y + height; at++) {
      const row = rows[at]!;
      texts.push(readers.map(({ column, read }) => copyCell(read(row), column, context)));
    }
  }
  return texts;
};

/** Empties the cells of the areas; those that a formula fills stay, and that is said. */
export const clearAreas = (sheet: Sheet, areas: readonly Area[]): void => {
  const { store, table } = sheet;
  const cells: { row: string; column: string }[] = [];
  let computed = 0;
  for (const { x, y, width, height } of areas) {
    const columns = sheet.columns.slice(x, x + width);
    const fixed = columns.filter(isComputed).map(({ id }) => table.scan(id));
    const open = columns.filter((column) => !isComputed(column));
    for (let at = y; at < y + height; at++) {
      const row = writableRow(sheet, at);
      if (row === null) continue;
      for (const { id } of open) cells.push({ row, column: id });
      for (const read of fixed) if (!isEmpty(read(sheet.rows[at]!))) computed++;
    }
  }
  clearCells(store, table.id, cells);
  if (computed > 0) sheet.onComputed(computed);
};

const fillTarget = (sheet: Sheet) => {
  const { table, columns, rows } = sheet;
  return {
    table: table.id,
    columns,
    rowIdAt: (y: number) => writableRow(sheet, y),
    cellAt: (y: number, column: string) => table.cell(rows[y]!, column),
  };
};

/**
 * Ctrl+Enter: what was typed at `from`, in all cells of the areas, as one step. In a column of sets
 * each cell takes the members that were put in or taken out, and keeps its others.
 */
export const fillTyped = (
  sheet: Sheet,
  from: Place,
  areas: readonly Area[],
  value: CellValue,
  records: Step['records'] = [],
): void => {
  const { store, context, columns } = sheet;
  const row = writableRow(sheet, from.y);
  const column = columns[from.x];
  if (row === null || column === undefined) return;
  const { table, id } = column;
  const target = { ...fillTarget(sheet), cellAt: () => value };
  const plans = areas.map((area) =>
    planFill({ ...from, width: 1, height: 1 }, area, target, context, Math.random),
  );
  const filled = plans.flatMap(({ commands }) => commands);
  const before = sheet.table.cell(sheet.rows[from.y]!, id);
  store.dispatch({
    records: [...records, ...plans.flatMap((plan) => plan.records)],
    commands: [
      { type: 'setCells', table, cells: [{ row, column: id, value }] },
      ...(holdsSet(column)
        ? filled.flatMap((command) => keepingMembers(sheet, column, before, value, command))
        : filled),
    ],
  });
  tellComputed(sheet, plans);
};

/** The command with the change from one set to another in place of the set, where a set stands. */
const keepingMembers = (
  { table }: Sheet,
  column: Column,
  before: CellValue,
  after: CellValue,
  command: LedgerCommand,
): readonly LedgerCommand[] => {
  if (command.type !== 'setCells') return [command];
  const [old, now] = [before, after].map((set) => (isMemberSet(set) ? set : []));
  const more = now!.filter((member) => !old!.includes(member));
  const remove = old!.filter((member) => !now!.includes(member));
  // What was typed may have been there already.
  const add = more.length + remove.length === 0 ? now! : more;
  const takes = ({ row, column: id }: CellWrite): boolean => {
    const number = table.rowOf(row);
    if (id !== column.id || number === undefined) return false;
    const value = table.cell(number, id);
    return isMemberSet(value) || isEmpty(value);
  };
  const members = command.cells
    .filter(takes)
    .map(({ row }) => ({ row, column: column.id, add, remove }));
  return [
    { ...command, cells: command.cells.filter((cell) => !takes(cell)) },
    { type: 'setMembers', table: table.id, cells: members },
  ];
};

/** Repeats `source` over `destination`; both lie within what is shown. */
export const fillArea = (sheet: Sheet, source: Area, destination: Area): void => {
  const { store, context } = sheet;
  const plan = planFill(source, destination, fillTarget(sheet), context, Math.random);
  if (plan.commands.length > 0) store.dispatch(plan);
  tellComputed(sheet, [plan]);
};

const tellComputed = (sheet: Sheet, plans: readonly FillPlan[]): void => {
  const computed = plans.reduce((sum, plan) => sum + plan.computed, 0);
  if (computed > 0) sheet.onComputed(computed);
};

/** Ctrl+D: the first row of the area fills it; of a single row, the row above does. */
export const fillDown = (sheet: Sheet, area: Area): void => {
  const from = area.height > 1 ? area.y : area.y - 1;
  if (from >= 0) fillArea(sheet, { ...area, y: from, height: 1 }, area);
};

/** Ctrl+R: the first column of the area fills it; of a single column, the one before does. */
export const fillRight = (sheet: Sheet, area: Area): void => {
  const from = area.width > 1 ? area.x : area.x - 1;
  if (from >= 0) fillArea(sheet, { ...area, x: from, width: 1 }, area);
};

/** Ids of those of the shown rows `places` that this person may change. */
export const writableRows = (sheet: Sheet, places: readonly number[]): readonly string[] =>
  places.flatMap((y) => writableRow(sheet, y) ?? []);

/** An empty row right before the shown row `y`; at the end when there is none. Answers its id. */
export const insertRow = (sheet: Sheet, y: number): string => {
  const { store, table, rows, inOwnOrder } = sheet;
  const id = store.newRowId();
  const before = rows[y - 1];
  const after = rows[y];
  const values: NewRow['values'] =
    after === undefined || !inOwnOrder
      ? {}
      : {
          [orderColumn]: orderKeyBetween(
            before === undefined ? null : table.orderKey(before),
            table.orderKey(after),
            Math.random,
          ),
        };
  store.dispatch({ commands: [{ type: 'addRows', table: table.id, rows: [{ id, values }] }] });
  return id;
};
