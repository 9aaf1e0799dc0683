import type { LedgerTable } from '../../shared/documents/index.ts';
import type { RowPlace, StoredRow } from './projectionStore.ts';
import { isCounted, rowReader } from './readLedger.ts';

/** A page of the table's listed rows as the store would answer it; slower by all of its rows. */
export const livePage = (
  table: LedgerTable,
  after: RowPlace | null,
  limit: number,
): readonly StoredRow[] => {
  const places: (RowPlace & { readonly row: number })[] = [];
  for (let row = 0; row < table.size; row++) {
    if (!table.isListed(row) || !isCounted(table, row)) continue;
    const place = { row, orderKey: table.orderKey(row), id: table.rowId(row) };
    if (after === null || compare(place, after) > 0) places.push(place);
  }
  const read = reader(table);
  return places
    .sort(compare)
    .slice(0, limit)
    .map(({ row }) => read(row));
};

/** One row that is listed, or null. */
export const liveRow = (table: LedgerTable, id: string): StoredRow | null => {
  const row = table.rowOf(id);
  return row === undefined || !table.isListed(row) ? null : reader(table)(row);
};

const reader = (table: LedgerTable): ((row: number) => StoredRow) => {
  const read = rowReader('', '', table);
  return (row) => {
    const { id, orderKey, cells } = read(row);
    return { id, orderKey, cells };
  };
};

/** As the store orders them. */
const compare = (a: RowPlace, b: RowPlace): number =>
  compareTexts(a.orderKey, b.orderKey) || compareTexts(a.id, b.id);

/** Ids and order keys are ASCII, whose code units and bytes are in one order. */
const compareTexts = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
