import type { LedgerTable } from '../../shared/documents/index.ts';
import type { RowPlace } from './projectionStore.ts';
import { isCounted } from './readLedger.ts';

/** Numbers of the listed rows that the store would answer as a page; goes over all of them. */
export const livePage = (
  table: LedgerTable,
  after: RowPlace | null,
  limit: number,
): readonly number[] => {
  const places: (RowPlace & { readonly row: number })[] = [];
  for (let row = 0; row < table.size; row++) {
    if (!table.isListed(row) || !isCounted(table, row)) continue;
    const place = { row, orderKey: table.orderKey(row), id: table.rowId(row) };
    if (after === null || compare(place, after) > 0) places.push(place);
  }
  return places
    .sort(compare)
    .slice(0, limit)
    .map(({ row }) => row);
};

/** The number of one row that is listed, alone in a list that is empty without it. */
export const liveRow = (table: LedgerTable, id: string): readonly number[] => {
  const row = table.rowOf(id);
  return row === undefined || !table.isListed(row) ? [] : [row];
};

/** As the store orders them. */
const compare = (a: RowPlace, b: RowPlace): number =>
  compareTexts(a.orderKey, b.orderKey) || compareTexts(a.id, b.id);

/** Ids and order keys are ASCII, whose code units and bytes are in one order. */
const compareTexts = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
