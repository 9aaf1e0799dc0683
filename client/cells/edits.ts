import { type ColumnContext, columnTypeOf, type UnreadReason } from '../../shared/columns/index.ts';
import { collectMakings } from '../../shared/intake/makings.ts';
import {
  type CellValue,
  type Column,
  holdsSet,
  isEmpty,
  isMemberSet,
  isTooLong,
  toMemberSet,
} from '../../shared/model/index.ts';
import type { Step, Store } from '../store/store.ts';
import type { Candidate } from './candidates.ts';

export type TypedRead =
  | { readonly ok: true; readonly value: CellValue; readonly records: Step['records'] }
  | { readonly ok: false; readonly reason: UnreadReason };

/** Reads what was typed into a cell; options and tags that it names are made with it. */
export const readTyped = (text: string, column: Column, context: ColumnContext): TypedRead => {
  const parsed = columnTypeOf(column).parse(text, column, context);
  if (!parsed.ok) return parsed;
  const makings = collectMakings(context, Math.random);
  makings.add(column, parsed.makes ?? []);
  return { ok: true, value: parsed.value, records: makings.records() };
};

/**
 * What an open editor comes to: the chosen candidate, else the text. In columns that hold a set
 * both join the members that are there; empty text adds none.
 */
export const readEdit = (
  text: string,
  chosen: Candidate | null,
  members: readonly string[],
  column: Column,
  context: ColumnContext,
): TypedRead => {
  const read: TypedRead =
    chosen !== null && chosen.makes !== true
      ? { ok: true, value: holdsSet(column) ? [chosen.id] : chosen.id, records: [] }
      : readTyped(text, column, context);
  if (!read.ok) return read;
  if (!holdsSet(column)) return isTooLong(read.value) ? { ok: false, reason: 'tooLong' } : read;
  const all = toMemberSet([...members, ...(Array.isArray(read.value) ? read.value : [])]);
  if (isTooLong(all)) return { ok: false, reason: 'tooLong' };
  return { ...read, value: all.length === 0 ? null : all };
};

/** A row by its id; where there is none yet, what the new one holds beside what is written. */
export type RowOrStart = string | Readonly<Record<string, CellValue>> | null;

/** One cell set to a value, in a new row where there is none yet. Answers the row. */
export const setCell = (
  store: Store,
  column: Column,
  row: RowOrStart,
  value: CellValue,
  records: Step['records'] = [],
): string => {
  const { table, id } = column;
  if (typeof row === 'string') {
    store.dispatch({
      records,
      commands: [{ type: 'setCells', table, cells: [{ row, column: id, value }] }],
    });
    return row;
  }
  const made = store.newRowId();
  store.dispatch({
    records,
    commands: [{ type: 'addRows', table, rows: [{ id: made, values: { ...row, [id]: value } }] }],
  });
  return made;
};

/** Empties cells, as one step of undo. */
export const clearCells = (
  store: Store,
  table: string,
  cells: readonly { readonly row: string; readonly column: string }[],
): void => {
  if (cells.length === 0) return;
  store.dispatch({
    commands: [{ type: 'setCells', table, cells: cells.map((cell) => ({ ...cell, value: null })) }],
  });
};

/**
 * One member put into a cell that holds a set, or taken out; concurrent changes of others stay.
 * What else stands there (unread text) gives way. Answers the row.
 */
export const setMember = (
  store: Store,
  column: Column,
  row: RowOrStart,
  value: CellValue,
  member: string,
  isIn: boolean,
  records: Step['records'] = [],
): string => {
  if (typeof row !== 'string' || !(isMemberSet(value) || isEmpty(value)))
    return setCell(store, column, row, isIn ? [member] : null, records);
  const { table, id } = column;
  const cell = { row, column: id, add: isIn ? [member] : [], remove: isIn ? [] : [member] };
  store.dispatch({ records, commands: [{ type: 'setMembers', table, cells: [cell] }] });
  return row;
};
