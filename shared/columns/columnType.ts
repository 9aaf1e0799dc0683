import type {
  CellValue,
  Column,
  ColumnTypeId,
  Language,
  Option,
  Person,
  Tag,
} from '../model/index.ts';

/**
 * One kind of column: how its cells are read from text, shown, checked, compared and copied.
 * One file a type; everything here is pure.
 */
export interface ColumnType {
  readonly id: ColumnTypeId;
  /** Numbers go to the right, as in a ledger. */
  readonly align: 'left' | 'right' | 'center';
  /**
   * Reads what a person typed or pasted. Empty text is always read, as null.
   * Typing keeps its editor open with `reason`; paste, import and API keep the text as unread.
   */
  parse(text: string, column: Column, context: ColumnContext): Parsed;
  /** What the cell shows. Never called with null or unread text. */
  format(value: CellValue, column: Column, context: ColumnContext): string;
  /** True when `value` is a stored form of this type (null included, unread text not). */
  validate(value: CellValue, column: Column): boolean;
  /**
   * What the cell is sorted by: numbers by size, strings by collation (`collation.ts`); one type
   * always gives the same kind. Never called with an empty cell or unread text: callers see to
   * both.
   */
  sortKey(value: CellValue, column: Column, context: ColumnContext): number | string;
  /**
   * What copying puts on the clipboard: `parse(copy(value))` is `value` again. Never called with
   * null or unread text.
   */
  copy(value: CellValue, column: Column, context: ColumnContext): string;
  /** The form in the HTTP API: names where the document has ids. Never called as above. */
  toJson(value: CellValue, column: Column, context: ColumnContext): unknown;
  /** Reads that form, and what people reasonably send instead of it. */
  fromJson(json: unknown, column: Column, context: ColumnContext): Parsed;
}

/**
 * What the types need to know about the workspace around a cell. The lists keep their identity
 * until something in them changes: indexes are kept by it.
 */
export interface ColumnContext {
  readonly language: Language;
  /** True where the reader writes 16 Dec 1984 in English rather than Dec 16, 1984. */
  readonly isDayFirst?: boolean;
  /** ISO date of today where the reader is: "6 May" means this year. */
  readonly today: string;
  /** Options of a select column in use, in order. */
  options(column: Column): readonly Option[];
  /** One option, a deleted one too: its name still shows, and writing it brings it back. */
  option(column: Column, id: string): Option | undefined;
  /** Tags in use, in order. */
  tags(): readonly Tag[];
  /** One tag, a deleted one too. */
  tag(id: string): Tag | undefined;
  /** Everyone, those who left included. */
  people(): readonly Person[];
  /** Title (first column) of a linked row, or null when it cannot be read here. */
  rowTitle(table: string, row: string): string | null;
  /** Rows whose title is exactly `title`. */
  rowsByTitle(table: string, title: string): readonly string[];
}

export type Parsed =
  | { readonly ok: true; readonly value: CellValue; readonly makes?: readonly Making[] }
  | { readonly ok: false; readonly reason: UnreadReason };

/**
 * An option or tag that does not exist yet, or was deleted, and that reading this text makes: the
 * caller adds it to the workspace first, or clears `deletedAt` of the one that has this id.
 * `id` is already in the parsed value.
 */
export interface Making {
  readonly kind: 'option' | 'tag';
  readonly id: string;
  readonly name: string;
}

/** Why a text could not be read; each has a sentence in both languages under `unread.<reason>`. */
export const unreadReasons = [
  'notANumber',
  'notADate',
  'ambiguousDate',
  'notACheckbox',
  'notAPhone',
  'unknownPerson',
  'ambiguousPerson',
  'unknownRow',
  'ambiguousRow',
  'tooPrecise',
  'tooLong',
  'wrongKind',
  'computed',
] as const;
export type UnreadReason = (typeof unreadReasons)[number];
