import type * as Y from 'yjs';
import {
  type AddRows,
  type CellValue,
  type CellWrite,
  deletedColumn,
  isEmpty,
  isMemberSet,
  type LedgerCommand,
  type MemberWrite,
  type Miss,
  type NewRow,
  rowIdTime,
  type SetCells,
  type SetMembers,
  sameValue,
  toMemberSet,
} from '../model/index.ts';
import type { WaitingCell } from './cellOverlay.ts';
import type { LedgerTableIndex } from './ledgerTable.ts';
import { withMembers } from './members.ts';
import { cellKey, layerStateKey, layersMap, memberKey, tableMap } from './names.ts';

export interface Applied {
  /** Writes that did not happen because the cell no longer held what their author saw. */
  readonly misses: readonly Miss[];
  /** Undoes what was done, where it still stands. To be applied in this order. */
  readonly inverse: readonly LedgerCommand[];
  /** What was done, each write with what its author saw: the journal keeps this. */
  readonly written: readonly LedgerCommand[];
}

/**
 * Applies commands to a ledger document in one transaction. Yjs entries are only ever set, never
 * deleted, and every entry is one that two people may write at once without losing either.
 */
export const applyCommands = (
  doc: Y.Doc,
  table: (id: string) => LedgerTableIndex,
  commands: readonly LedgerCommand[],
  origin: unknown,
): Applied => {
  const misses: Miss[] = [];
  const inverse: LedgerCommand[] = [];
  const written: LedgerCommand[] = [];
  doc.transact(() => {
    const draft = createDraft(doc, table);
    for (const command of commands) {
      const done = applyOne(doc, draft, command, misses);
      inverse.unshift(...done.inverse);
      written.push(...done.written);
    }
  }, origin);
  return { misses, inverse, written };
};

type Done = Pick<Applied, 'inverse' | 'written'>;
const nothing: Done = { inverse: [], written: [] };

const applyOne = (doc: Y.Doc, draft: Draft, command: LedgerCommand, misses: Miss[]): Done => {
  switch (command.type) {
    case 'setCells':
      return setCells(draft, command.table, command.cells, misses);
    case 'setMembers':
      return setMembers(draft, command.table, command.cells, misses);
    case 'addRows':
      return addRows(doc, draft, command);
    case 'deleteRows': {
      const rows = command.rows.filter(
        (row) => draft.read(command.table, row, deletedColumn) === null,
      );
      if (rows.length === 0) return nothing;
      for (const row of rows) draft.write(command.table, row, deletedColumn, command.at);
      return {
        inverse: [{ type: 'restoreRows', table: command.table, rows }],
        written: [{ ...command, rows }],
      };
    }
    case 'restoreRows': {
      const since = new Map<number, string[]>();
      for (const row of command.rows) {
        const at = draft.read(command.table, row, deletedColumn);
        if (typeof at !== 'number') continue;
        since.set(at, [...(since.get(at) ?? []), row]);
        draft.write(command.table, row, deletedColumn, null);
      }
      if (since.size === 0) return nothing;
      return {
        inverse: [...since].map(([at, rows]) => ({
          type: 'deleteRows',
          table: command.table,
          rows,
          at,
        })),
        written: [{ ...command, rows: [...since.values()].flat() }],
      };
    }
    case 'setLayer': {
      const layers = doc.getMap(layersMap);
      const state = layers.get(layerStateKey(command.layer)) === 'undone' ? 'undone' : 'active';
      if (state === command.state) return nothing;
      layers.set(layerStateKey(command.layer), command.state);
      return { inverse: [{ ...command, state }], written: [command] };
    }
  }
};

const setCells = (
  draft: Draft,
  table: string,
  cells: Iterable<CellWrite>,
  misses: Miss[],
): Done => {
  const written = new CellCommands(table);
  const inverse = new CellCommands(table);
  for (const { row, column, value: wanted, was } of cells) {
    const value = isEmpty(wanted) ? null : wanted;
    const found = draft.read(table, row, column);
    if (was !== undefined && !sameValue(found, was)) {
      misses.push({ table, row, column, was, wanted: value, found });
      draft.missed.add(`${table}/${row}/${column}`);
      continue;
    }
    // A row that is not here may hold anything: clearing one of its cells is a write.
    if (sameValue(found, value) && draft.exists(table, row)) continue;
    draft.write(table, row, column, value);
    if (isSetOrEmpty(found) && isSetOrEmpty(value) && (isMemberSet(found) || isMemberSet(value))) {
      const add = difference(value, found);
      const remove = difference(found, value);
      written.addMembers({ row, column, add, remove });
      inverse.addMembers({ row, column, add: remove, remove: add });
    } else {
      written.addCell({ row, column, value, was: found });
      inverse.addCell({ row, column, value: found, was: value });
    }
  }
  return { inverse: inverse.lastFirst(), written: written.commands };
};

const setMembers = (
  draft: Draft,
  table: string,
  cells: readonly MemberWrite[],
  misses: Miss[],
): Done => setCells(draft, table, withWholeSets(draft, table, cells, misses), misses);

/**
 * Each is read when its turn comes: an earlier write may have been to the same cell. Where that was
 * a miss, what it led up to is one too, and so it is where something else than a set stands: only a
 * write of the whole cell may take its place.
 */
function* withWholeSets(
  draft: Draft,
  table: string,
  cells: readonly MemberWrite[],
  misses: Miss[],
): Iterable<CellWrite> {
  for (const { row, column, add, remove } of cells) {
    const found = draft.read(table, row, column);
    const present = isMemberSet(found) ? found : [];
    const added = add.filter((member) => !present.includes(member));
    const left = present.filter((member) => !remove.includes(member));
    if (added.length === 0 && left.length === present.length) continue;
    const value = [...left, ...added];
    const cell = `${table}/${row}/${column}`;
    if (isSetOrEmpty(found) && !draft.missed.has(cell)) {
      yield { row, column, value };
      continue;
    }
    misses.push({ table, row, column, was: null, wanted: toMemberSet(value), found });
    draft.missed.add(cell);
  }
}

/** Rows that exist already are left alone: adding them twice adds them once. */
const addRows = (doc: Y.Doc, draft: Draft, { table, rows }: AddRows): Done => {
  const fresh = rows.filter((row) => !draft.exists(table, row.id));
  if (fresh.length === 0) return nothing;
  const map = doc.getMap(tableMap('rows', table));
  for (const { id, values } of fresh) map.set(id, filled(values));
  const ids = fresh.map(({ id }) => id);
  return {
    // Undone at once, so "deleted when it was made" is near enough, and needs no clock.
    inverse: [{ type: 'deleteRows', table, rows: ids, at: rowIdTime(ids[0]!) }],
    written: [{ type: 'addRows', table, rows: fresh }],
  };
};

const filled = (values: Readonly<Record<string, CellValue>>): Record<string, CellValue> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([column, value]) =>
      value === null ? [] : [[column, isMemberSet(value) ? [...value] : value] as const],
    ),
  );

const isSetOrEmpty = (value: CellValue): boolean => value === null || isMemberSet(value);

const difference = (from: CellValue, other: CellValue): string[] => {
  const taken = new Set(isMemberSet(other) ? other : []);
  return isMemberSet(from) ? from.filter((member) => !taken.has(member)) : [];
};

/** Writes in their order, neighbours of one kind in one command. */
class CellCommands {
  readonly commands: (SetCells | SetMembers)[] = [];
  readonly #table: string;

  constructor(table: string) {
    this.#table = table;
  }

  addCell(cell: CellWrite): void {
    const last = this.commands.at(-1);
    if (last?.type === 'setCells') (last.cells as CellWrite[]).push(cell);
    else this.commands.push({ type: 'setCells', table: this.#table, cells: [cell] });
  }

  addMembers(cell: MemberWrite): void {
    const last = this.commands.at(-1);
    if (last?.type === 'setMembers') (last.cells as MemberWrite[]).push(cell);
    else this.commands.push({ type: 'setMembers', table: this.#table, cells: [cell] });
  }

  lastFirst(): LedgerCommand[] {
    return this.commands
      .toReversed()
      .map(
        (command): LedgerCommand =>
          command.type === 'setCells'
            ? { ...command, cells: command.cells.toReversed() }
            : { ...command, cells: command.cells.toReversed() },
      );
  }
}

/**
 * Cells as they stand within the running transaction: the table's index is told only when it ends.
 */
interface Draft {
  /** Cells, as `table/row/column`, in which a write did not happen. */
  readonly missed: Set<string>;
  exists(table: string, row: string): boolean;
  read(table: string, row: string, column: string): CellValue;
  write(table: string, row: string, column: string, value: CellValue): void;
}

const createDraft = (doc: Y.Doc, tableOf: (id: string) => LedgerTableIndex): Draft => {
  /** Whole cells and members that this transaction wrote, by `table/row/column`. */
  const wholes = new Map<string, CellValue>();
  const sets = new Map<string, Map<string, boolean>>();

  /** Entries of a row that is not here yet, or only since this transaction. */
  const waiting = (table: string, row: string, column: string): WaitingCell | undefined =>
    tableOf(table).waiting().get(row)?.get(column);

  const whole = (table: string, row: string, column: string): CellValue => {
    const drafted = wholes.get(`${table}/${row}/${column}`);
    if (drafted !== undefined) return drafted;
    const index = tableOf(table);
    const number = index.rowOf(row);
    if (number !== undefined) return index.wholeCell(number, column);
    const kept = waiting(table, row, column)?.whole;
    if (kept !== undefined) return kept;
    const fresh = doc.getMap(tableMap('rows', table)).get(row) as NewRow['values'] | undefined;
    return fresh !== undefined && Object.hasOwn(fresh, column) ? fresh[column]! : null;
  };

  const members = (table: string, row: string, column: string): Map<string, boolean> => {
    const index = tableOf(table);
    const number = index.rowOf(row);
    const standing =
      number === undefined ? waiting(table, row, column)?.members : index.members(number, column);
    return new Map([...(standing ?? []), ...(sets.get(`${table}/${row}/${column}`) ?? [])]);
  };

  const exists = (table: string, row: string): boolean =>
    tableOf(table).rowOf(row) !== undefined || doc.getMap(tableMap('rows', table)).has(row);

  const read = (table: string, row: string, column: string): CellValue =>
    withMembers(whole(table, row, column), members(table, row, column));

  const writeWhole = (table: string, row: string, column: string, value: CellValue): void => {
    doc.getMap(tableMap('cells', table)).set(cellKey(row, column), value);
    wholes.set(`${table}/${row}/${column}`, value);
  };

  const writeMember = (
    table: string,
    row: string,
    column: string,
    member: string,
    isIn: boolean,
  ): void => {
    doc.getMap(tableMap('cells', table)).set(memberKey(row, column, member), isIn);
    const cell = `${table}/${row}/${column}`;
    const drafted = sets.get(cell) ?? new Map<string, boolean>();
    sets.set(cell, drafted.set(member, isIn));
  };

  return {
    missed: new Set(),
    exists,
    read,
    write: (table, row, column, value) => {
      const standing = whole(table, row, column);
      if (!isSetOrEmpty(value)) {
        writeWhole(table, row, column, value);
        return;
      }
      // A text that stands there hides the set: it has to go before the members show. What stands
      // in a row that is not here nobody knows: clearing it clears whatever it is.
      const hides = !isSetOrEmpty(standing) || (isEmpty(value) && !exists(table, row));
      if (hides) writeWhole(table, row, column, null);
      const current = withMembers(hides ? null : standing, members(table, row, column));
      for (const member of difference(current, value))
        writeMember(table, row, column, member, false);
      for (const member of difference(value, current))
        writeMember(table, row, column, member, true);
    },
  };
};
