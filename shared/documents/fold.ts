import * as Y from 'yjs';
import { type EncodedSegment, encodeRowsInSteps, type RowsByColumn } from './encodeSegment.ts';
import { carryLedger } from './foldedDocument.ts';
import { type FoldPlan, planFold } from './foldPlan.ts';
import { followFold } from './followFold.ts';
import type { Ledger, SegmentReference } from './ledger.ts';
import type { LedgerTableIndex } from './ledgerTable.ts';
import { metaMap, tableMap } from './names.ts';

/** The version of the format that docs/format.md describes. */
export const formatVersion = 1;

/** What a ledger becomes when it turns to its next generation. */
export interface Folded {
  /** Segments that the next document names again. */
  readonly kept: readonly SegmentReference[];
  /**
   * Rows that were made or much changed since, sealed anew, each segment once, in steps of a few
   * milliseconds: null where others may go first. People may go on writing meanwhile.
   */
  readonly sealed: Iterable<SealedSegment | null>;
  /**
   * Makes the next document, once all sealed bytes are durable under these hashes, in order, with
   * everything that was written until now. Throws `FoldOutrun`. Ends the folding.
   */
  readonly nextDocument: (hashes: readonly string[], next: NextDocument) => Uint8Array;
  /** True when the folding has to be done again: an import arrived, which no plan has a place for. */
  isOutrun(): boolean;
  /** Ends the folding without a document. */
  stop(): void;
}

/** An import arrived while the ledger was being folded: it has to be folded again. */
export class FoldOutrun extends Error {
  override readonly name = 'FoldOutrun';
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
export const foldLedger = (ledger: Ledger, { binnedBefore }: FoldOptions): Folded => {
  if (ledger.missingSegments().length > 0) throw new Error('cannot fold with segments missing');
  const plans = ledger.tables().map((id) => {
    const table = ledger.table(id) as LedgerTableIndex;
    return { id, table, plan: planFold(table, binnedBefore) };
  });
  const kept = keptReferences(ledger, plans);
  const done: SealedSegment[] = [];
  const since = followFold(ledger);

  function* seal(): Iterable<SealedSegment | null> {
    for (const { id, table, plan } of plans)
      for (const { layer, rows } of plan.groups) {
        const ordered = rowsByColumn(table, rows);
        yield null;
        for (const encoded of encodeRowsInSteps(ordered)) {
          const segment = encoded && { ...encoded, table: id, layer };
          if (segment !== null) done.push(segment);
          yield segment;
        }
      }
  }

  return {
    kept,
    sealed: seal(),
    nextDocument: (hashes, { generation, client }) => {
      since.stop();
      if (since.isOutrun) throw new FoldOutrun('segments arrived while the ledger was folded');
      const doc = new Y.Doc();
      doc.clientID = client;
      doc.transact(() => {
        doc.getMap(metaMap).set('generation', generation);
        doc.getMap(metaMap).set('format', formatVersion);
        for (const { id, table, hash, rows, columns, layer } of kept)
          doc.getMap(tableMap('segments', table)).set(id, { hash, rows, columns, layer });
        done.forEach(({ table, rows, columns, layer }, index) => {
          const id = `g${generation}-${index}`;
          const hash = hashes[index];
          doc.getMap(tableMap('segments', table)).set(id, { hash, rows, columns, layer });
        });
        carryLedger(ledger, plans, since, doc, binnedBefore);
      });
      const state = Y.encodeStateAsUpdate(doc);
      doc.destroy();
      return state;
    },
    isOutrun: () => since.isOutrun,
    stop: since.stop,
  };
};

/** A table of the ledger, and where its rows go. */
export interface PlannedTable {
  readonly id: string;
  readonly table: LedgerTableIndex;
  readonly plan: FoldPlan;
}

const keptReferences = (ledger: Ledger, plans: readonly PlannedTable[]): SegmentReference[] => {
  const replaced = new Set<string>();
  for (const { id, plan } of plans)
    for (const { hash, layer } of plan.replaced) replaced.add(`${id} ${hash} ${layer}`);
  return ledger
    .segmentReferences()
    .filter(({ table, hash, layer }) => !replaced.has(`${table} ${hash} ${layer}`));
};

/** Each column is read in one turn: what is written before or after is carried along. */
const rowsByColumn = (table: LedgerTableIndex, rows: readonly number[]): RowsByColumn => {
  const ordered = rows
    .map((row) => ({ row, id: table.rowId(row) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    ids: ordered.map(({ id }) => id),
    columns: [...table.columns()].sort(),
    scan: (column) => {
      const read = table.scan(column);
      return (index) => read(ordered[index]!.row);
    },
  };
};
