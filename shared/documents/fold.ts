import * as Y from 'yjs';
import {
  boardOrderColumn,
  type CellValue,
  deletedColumn,
  type NewRow,
  orderColumn,
} from '../model/index.ts';
import { type EncodedSegment, encodeSegments } from './encodeSegment.ts';
import type { Ledger, SegmentReference } from './ledger.ts';
import type { LedgerTableIndex } from './ledgerTable.ts';
import { cellKey, layersMap, memberKey, metaMap, tableMap } from './names.ts';

/** The version of the format that docs/format.md describes. */
export const formatVersion = 1;

/** What a ledger becomes when it turns to its next generation. */
export interface Folded {
  /** Segments that nothing has changed; the next document names them again. */
  readonly kept: readonly SegmentReference[];
  /** Rows that were made or changed since, sealed anew. */
  readonly sealed: readonly SealedSegment[];
  /** Makes the next document, once the sealed bytes are durable under these hashes, in order. */
  readonly nextDocument: (hashes: readonly string[], next: NextDocument) => Uint8Array;
}

export interface SealedSegment extends EncodedSegment {
  readonly table: string;
  readonly layer: string | null;
}

export interface NextDocument {
  readonly generation: number;
  /** The server's own client id in every document. */
  readonly client: number;
}

export interface FoldOptions {
  /** Rows that went to the recycle bin before this time (ms) are left behind for good. */
  readonly binnedBefore: number;
}

/**
 * Folds what people wrote since the last generation into sealed segments. All segments must be
 * open. Readers see the same before and after, but for rows that were in the bin too long.
 */
export const foldLedger = (ledger: Ledger, options: FoldOptions): Folded => {
  if (ledger.missingSegments().length > 0) throw new Error('cannot fold with segments missing');
  const kept: SegmentReference[] = [];
  const sealed: SealedSegment[] = [];
  const references = ledger.segmentReferences();
  for (const id of ledger.tables()) {
    const table = ledger.table(id) as LedgerTableIndex;
    const rows = rowsToSeal(table, options);
    for (const reference of references)
      if (reference.table === id && !rows.touched.has(reference.hash)) kept.push(reference);
    for (const [layer, list] of rows.byLayer)
      for (const segment of encodeSegments(list)) sealed.push({ ...segment, table: id, layer });
  }
  return {
    kept,
    sealed,
    nextDocument: (hashes, next) => nextDocument(ledger, kept, sealed, hashes, next),
  };
};

interface RowsToSeal {
  readonly byLayer: ReadonlyMap<string | null, NewRow[]>;
  /** Hashes of segments in which a row changed or has to go: all their rows are sealed anew. */
  readonly touched: ReadonlySet<string>;
}

const rowsToSeal = (table: LedgerTableIndex, { binnedBefore }: FoldOptions): RowsToSeal => {
  const edited = table.editedColumns();
  const binnedAt = table.scan(deletedColumn);
  const isOverdue = (at: CellValue): boolean => typeof at === 'number' && at < binnedBefore;
  const touched = new Set<string>();
  for (let row = 0; row < table.size; row++) {
    const origin = table.origin(row);
    if (origin === null || touched.has(origin.hash)) continue;
    const isChanged =
      table.freshColumns(row).length > 0 ||
      edited.some((column) => table.isEdited(row, column)) ||
      isOverdue(binnedAt(row));
    if (isChanged) touched.add(origin.hash);
  }
  const byLayer = new Map<string | null, NewRow[]>();
  for (let row = 0; row < table.size; row++) {
    const origin = table.origin(row);
    if (table.isShadowed(row) || (origin !== null && !touched.has(origin.hash))) continue;
    if (isOverdue(binnedAt(row))) continue;
    const layer = origin?.layer ?? null;
    const list = byLayer.get(layer) ?? [];
    list.push({ id: table.rowId(row), values: valuesOf(table, row, edited) });
    byLayer.set(layer, list);
  }
  return { byLayer, touched };
};

const valuesOf = (
  table: LedgerTableIndex,
  row: number,
  edited: readonly string[],
): Record<string, CellValue> => {
  const columns = new Set([
    ...(table.origin(row)?.segment.columns ?? []),
    ...table.freshColumns(row),
    ...edited,
    orderColumn,
    boardOrderColumn,
    deletedColumn,
  ]);
  const values: Record<string, CellValue> = {};
  for (const column of columns) {
    const value = table.cell(row, column);
    if (value !== null) values[column] = value;
  }
  return values;
};

const nextDocument = (
  ledger: Ledger,
  kept: readonly SegmentReference[],
  sealed: readonly SealedSegment[],
  hashes: readonly string[],
  { generation, client }: NextDocument,
): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = client;
  doc.transact(() => {
    doc.getMap(metaMap).set('generation', generation);
    doc.getMap(metaMap).set('format', formatVersion);
    for (const { id, table, hash, rows, columns, layer } of kept)
      doc.getMap(tableMap('segments', table)).set(id, { hash, rows, columns, layer });
    sealed.forEach(({ table, rows, columns, layer }, index) => {
      const id = `g${generation}-${index}`;
      const hash = hashes[index];
      doc.getMap(tableMap('segments', table)).set(id, { hash, rows, columns, layer });
    });
    for (const [key, value] of ledger.doc.getMap(layersMap)) doc.getMap(layersMap).set(key, value);
    for (const id of ledger.tables()) keepWaiting(ledger.table(id) as LedgerTableIndex, id, doc);
  });
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
};

/** Edits of rows that are not here: the row may yet come, so they are carried along as they are. */
const keepWaiting = (table: LedgerTableIndex, id: string, doc: Y.Doc): void => {
  const cells = doc.getMap(tableMap('cells', id));
  for (const [rowId, entries] of table.waiting())
    for (const { address, value } of entries) {
      const { column, member } = address;
      if (member === null) cells.set(cellKey(rowId, column), value);
      else cells.set(memberKey(rowId, column, member), value);
    }
};
