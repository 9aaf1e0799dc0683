import { type CellValue, type Column, holdsSet, isEmpty, isUnread } from '../model/index.ts';
import type { ColumnContext, Making, Parsed, UnreadReason } from './columnType.ts';
import { columnTypeOf } from './registry.ts';

/** A value as it is stored, and what must be made before it is. */
export interface CellRead {
  readonly value: CellValue;
  readonly makes: readonly Making[];
  /** Why the value is unread. */
  readonly reason?: UnreadReason;
}

/** Reads a cell of a paste or an import: text that the column cannot read is kept as unread. */
export const readText = (text: string, column: Column, context: ColumnContext): CellRead =>
  toCellRead(columnTypeOf(column).parse(text, column, context), text);

/** Reads a cell of the HTTP API, in the form that `cellToJson` gives or a like one. */
export const jsonToCell = (json: unknown, column: Column, context: ColumnContext): CellRead => {
  if (json === null || json === undefined) return { value: null, makes: [] };
  if (isUnread(json)) return { value: { unread: json.unread }, makes: [] };
  return toCellRead(columnTypeOf(column).fromJson(json, column, context), jsonText(json));
};

const toCellRead = (parsed: Parsed, text: string): CellRead =>
  parsed.ok
    ? { value: parsed.value, makes: parsed.makes ?? [] }
    : { value: { unread: text }, makes: [], reason: parsed.reason };

/**
 * The cell in the HTTP API: `{"unread": text}`, or the form of its type; an empty one is null, or
 * the empty list where the column holds a set.
 */
export const cellToJson = (value: CellValue, column: Column, context: ColumnContext): unknown => {
  const held = asColumnHolds(value, column);
  if (isEmpty(held)) return holdsSet(column) ? [] : null;
  return isUnread(held) ? held : columnTypeOf(column).toJson(held, column, context);
};

/** What the cell shows, whatever it holds; empty cells show nothing. */
export const showCell = (value: CellValue, column: Column, context: ColumnContext): string => {
  const held = asColumnHolds(value, column);
  if (isEmpty(held)) return '';
  return isUnread(held) ? held.unread : columnTypeOf(column).format(held, column, context);
};

/** What the cell puts on the clipboard, whatever it holds. */
export const copyCell = (value: CellValue, column: Column, context: ColumnContext): string => {
  const held = asColumnHolds(value, column);
  if (isEmpty(held)) return '';
  return isUnread(held) ? held.unread : columnTypeOf(column).copy(held, column, context);
};

/**
 * The value as readers of the column take it: one of another kind, as races and other programs
 * can leave it there, is unread text.
 */
export const asColumnHolds = (value: CellValue, column: Column): CellValue =>
  isEmpty(value) || isUnread(value) || columnTypeOf(column).validate(value, column)
    ? value
    : { unread: jsonText(value) };

const jsonText = (json: unknown): string =>
  typeof json === 'string' ? json : (JSON.stringify(json) ?? '');
