import { showCell } from '../../shared/columns/index.ts';
import { writeTsv } from '../../shared/intake/tsv.ts';
import { nameIn } from '../../shared/model/index.ts';
import { parseDocumentName } from '../../shared/protocol/documents.ts';
import type { Store } from '../store/store.ts';

/** One write that the server did not take, in the words of the person who made it. */
export interface SettleLine {
  readonly table: string;
  /** Title of the row; null where it cannot be read any more. */
  readonly row: string | null;
  readonly column: string;
  /** Empty when the cell was cleared. */
  readonly text: string;
}

type Writes = ReturnType<Store['toSettle']>[number]['writes'];

/** Writes to columns or tables that are gone are told by their id: better than not at all. */
export const settleLines = (
  store: Pick<Store, 'context' | 'workspace'>,
  writes: Writes,
): readonly SettleLine[] => {
  const context = store.context();
  return writes.map(({ table, row, column, value }) => {
    const known = store.workspace.column(table, column);
    return {
      table: nameIn(store.workspace.table(table)?.name ?? table, context.language),
      row: context.rowTitle(table, row),
      column: nameIn(known?.name ?? column, context.language),
      text: known === undefined ? String(value ?? '') : showCell(value, known, context),
    };
  });
};

/** Title of the row whose note this document is; null where it cannot be read any more. */
export const noteTitle = (
  { context, workspace, table }: Pick<Store, 'context' | 'workspace' | 'table'>,
  document: string,
): string | null => {
  const address = parseDocumentName(document);
  if (address?.kind !== 'note') return null;
  const home = workspace.tables().find(({ id }) => table(id).rowOf(address.row) !== undefined);
  return home === undefined ? null : context().rowTitle(home.id, address.row);
};

/** For the clipboard: one row a write, as a spreadsheet takes it. */
export const settleTsv = (lines: readonly SettleLine[]): string =>
  writeTsv(lines.map(({ table, row, column, text }) => [table, row ?? '', column, text]));
