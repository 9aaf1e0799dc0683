import { type CellValue, type Column, holdsSet, isMemberSet, isRowId } from '../model/index.ts';
import type { ColumnContext, ColumnType } from './columnType.ts';
import { isTextArray, membersOf, readList, readMember, readMembers, writeList } from './lists.ts';
import type { Found } from './reference.ts';
import { showNames } from './shownNames.ts';

/**
 * Rows of another table, one or several as the column is set, stored by row id and written by
 * title. The HTTP API has ids.
 */
export const link: ColumnType = {
  id: 'link',
  align: 'left',
  parse: (text, column, context) => readLinks(text, column, context),
  format: (value, column, context) => showNames(titlesIn(value, column, context), context.language),
  validate: (value, column) =>
    value === null ||
    (holdsSet(column)
      ? isMemberSet(value) && value.every(isRowId)
      : typeof value === 'string' && isRowId(value)),
  sortKey: (value, column, context) => titlesIn(value, column, context).join('\n'),
  copy: (value, column, context) => {
    const find = (text: string) => findRow(text, column, context);
    const references = membersOf(value).map((row) => {
      const title = titleOf(row, column, context);
      const found = find(title);
      return 'id' in found && found.id === row ? title : row;
    });
    return holdsSet(column) ? writeList(references, find) : references[0]!;
  },
  toJson: (value) => value,
  fromJson: (json, column, context) => {
    if (typeof json === 'string') return readLinks(json, column, context);
    return holdsSet(column) && isTextArray(json)
      ? readMembers(json, (text) => findRow(text, column, context))
      : { ok: false, reason: 'wrongKind' };
  },
};

const readLinks = (text: string, column: Column, context: ColumnContext) => {
  const find = (member: string) => findRow(member, column, context);
  return holdsSet(column) ? readList(text, find) : readMember(text, find);
};

/** The row with this id or title. What looks like a row id is one, readable here or not. */
const findRow = (text: string, column: Column, context: ColumnContext): Found => {
  if (isRowId(text)) return { id: text };
  const table = column.settings.linkedTable ?? '';
  const exact = context.rowsByTitle(table, text);
  const rows = exact.length === 0 ? context.rowsByTitle(table, text.trim()) : exact;
  if (rows.length > 1) return { reason: 'ambiguousRow' };
  return rows.length === 1 ? { id: rows[0]! } : { reason: 'unknownRow' };
};

/** The row's title; its id where the row cannot be read, or has none. */
const titleOf = (row: string, column: Column, context: ColumnContext): string => {
  const title = context.rowTitle(column.settings.linkedTable ?? '', row) ?? '';
  return title.trim() === '' ? row : title;
};

const titlesIn = (value: CellValue, column: Column, context: ColumnContext): readonly string[] =>
  membersOf(value).map((row) => titleOf(row, column, context));
