import * as Y from 'yjs';
import { deletedColumn } from '../model/index.ts';
import { type EncodedSegment, encodeRows } from './encodeSegment.ts';
import { isJsonValue } from './jsonValue.ts';
import type { Ledger, SegmentReference } from './ledger.ts';
import type { LedgerTableIndex } from './ledgerTable.ts';
import { cellKey, layersMap, memberKey, metaMap, tableMap } from './names.ts';

/** The version of the format that docs/format.md describes. */
export const formatVersion = 1;

/** What a ledger becomes when it turns to its next generation. */
export interface Folded {
  /** Segments that nothing has changed; the next document names them again. */
  readonly kept: readonly SegmentReference[];
  /**
   * Rows that were made or changed since, sealed anew; each segment when it is asked for, once, so
   * that a server can do other work between them. The ledger must not change meanwhile.
   */
  readonly sealed: Iterable<SealedSegment>;
  /** Makes the next document, once all sealed bytes are durable under these hashes, in order. */
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
  const references = ledger.segmentReferences();
  const kept: SegmentReference[] = [];
  const toSeal = ledger.tables().map((id) => {
    const table = ledger.table(id) as LedgerTableIndex;
    const { touched, byLayer } = rowsToSeal(table, options);
    for (const reference of references)
      if (reference.table === id && !touched.has(reference.hash)) kept.push(reference);
    return { id, table, byLayer };
  });

  const done: SealedSegment[] = [];
  function* seal(): Iterable<SealedSegment> {
    for (const { id, table, byLayer } of toSeal)
      for (const [layer, numbers] of byLayer)
        for (const encoded of sealRows(table, numbers)) {
          const segment = { ...encoded, table: id, layer };
          done.push(segment);
          yield segment;
        }
  }

  return {
    kept,
    sealed: seal(),
    nextDocument: (hashes, next) => nextDocument(ledger, kept, done, hashes, next),
  };
};

interface RowsToSeal {
  readonly byLayer: ReadonlyMap<string | null, number[]>;
  /** Hashes of segments in which a row changed or has to go: all their rows are sealed anew. */
  readonly touched: ReadonlySet<string>;
}

const rowsToSeal = (table: LedgerTableIndex, { binnedBefore }: FoldOptions): RowsToSeal => {
  const binnedAt = table.scan(deletedColumn);
  const isOverdue = (row: number): boolean => {
    const at = binnedAt(row);
    return typeof at === 'number' && at < binnedBefore;
  };
  const touched = new Set<string>();
  const touch = (row: number): void => {
    const origin = table.origin(row);
    if (origin !== null) touched.add(origin.hash);
  };
  for (const row of table.writtenRows()) touch(row);
  for (let row = 0; row < table.size; row++) if (isOverdue(row)) touch(row);
  const byLayer = new Map<string | null, number[]>();
  for (let row = 0; row < table.size; row++) {
    const origin = table.origin(row);
    if (table.isShadowed(row) || (origin !== null && !touched.has(origin.hash))) continue;
    if (isOverdue(row)) continue;
    const layer = origin?.layer ?? null;
    const numbers = byLayer.get(layer);
    if (numbers === undefined) byLayer.set(layer, [row]);
    else numbers.push(row);
  }
  return { byLayer, touched };
};

const sealRows = (
  table: LedgerTableIndex,
  numbers: readonly number[],
): Iterable<EncodedSegment> => {
  const rows = numbers
    .map((row) => ({ row, id: table.rowId(row) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return encodeRows({
    ids: rows.map(({ id }) => id),
    columns: [...table.columns()].sort(),
    scan: (column) => {
      const read = table.scan(column);
      return (index) => read(rows[index]!.row);
    },
  });
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
    for (const [key, value] of ledger.doc.getMap(layersMap))
      if (isJsonValue(value)) doc.getMap(layersMap).set(key, value);
    for (const id of ledger.tables()) keepWaiting(ledger.table(id) as LedgerTableIndex, id, doc);
  });
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
};

/** Edits of rows that are not here: the row may yet come, so they are carried along as they are. */
const keepWaiting = (table: LedgerTableIndex, id: string, doc: Y.Doc): void => {
  const cells = doc.getMap(tableMap('cells', id));
  for (const [rowId, columns] of table.waiting())
    for (const [column, { whole, members }] of columns) {
      if (whole !== undefined) cells.set(cellKey(rowId, column), whole);
      for (const [member, isIn] of members) cells.set(memberKey(rowId, column, member), isIn);
    }
};
