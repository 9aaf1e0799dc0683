import * as Y from 'yjs';
import { openLedger } from '../../shared/documents/index.ts';
import { decodeSegment } from '../../shared/documents/segment.ts';
import { parseDocumentName } from '../../shared/protocol/documents.ts';
import { fillDocument } from '../documents/index.ts';
import { LogDamaged, SegmentDamaged } from '../storage/errors.ts';
import type { BlobStore, Damage, LogStore } from '../storage/port.ts';

/** What came of reading one document as a server would. */
export interface DocumentCheck {
  readonly document: string;
  /** Why it cannot be opened; null when it can. */
  readonly fault: string | null;
  /** Damage that does no harm, since something else holds the same. */
  readonly survived: readonly Damage[];
  /** Rows that are listed. */
  readonly rows: number;
  /** Hashes of the segments that it names. */
  readonly named: readonly string[];
  /** Those of them that are not stored, or not with their bytes. */
  readonly lost: readonly string[];
}

export interface Reading {
  readonly log: Pick<LogStore, 'load'>;
  readonly blobs: Pick<BlobStore, 'segment'>;
}

/** Reads a document through: its log, what that decodes to, and the segments that it names. */
export const checkDocument = async (document: string, reading: Reading): Promise<DocumentCheck> => {
  const nothing = { document, survived: [], rows: 0, named: [], lost: [] };
  const doc = new Y.Doc();
  try {
    const stored = await reading.log.load(document);
    if (stored === null) return { ...nothing, fault: 'nothing is stored of it' };
    const { survived } = stored;
    const fault = fillDocument(doc, stored);
    if (fault !== null) return { ...nothing, survived, fault };
    if (parseDocumentName(document)?.kind !== 'ledger')
      return { ...nothing, survived, fault: null };
    return { ...nothing, survived, ...(await readRows(doc, reading.blobs)) };
  } catch (error) {
    if (error instanceof LogDamaged)
      return { ...nothing, fault: `its log is damaged at ${error.seq} (${error.reason})` };
    // Yjs throws whatever it stumbles over.
    return { ...nothing, fault: error instanceof Error ? error.message : String(error) };
  } finally {
    doc.destroy();
  }
};

const readRows = async (
  doc: Y.Doc,
  blobs: Reading['blobs'],
): Promise<Pick<DocumentCheck, 'fault' | 'rows' | 'named' | 'lost'>> => {
  const ledger = openLedger(doc);
  const named = [...new Set(ledger.missingSegments().map(({ hash }) => hash))];
  const lost: string[] = [];
  for (const hash of named) {
    const bytes = await wholeSegment(blobs, hash);
    if (bytes === null) lost.push(hash);
    else ledger.openSegment(hash, decodeSegment(bytes));
  }
  const fault =
    lost.length === 0 ? null : `${lost.length} of its ${named.length} segments are lost`;
  return { fault, rows: countRows(ledger), named, lost };
};

/** Null when it is not there, or not what was stored. */
const wholeSegment = async (blobs: Reading['blobs'], hash: string): Promise<Uint8Array | null> => {
  try {
    return await blobs.segment(hash);
  } catch (error) {
    if (error instanceof SegmentDamaged) return null;
    throw error;
  }
};

const countRows = (ledger: ReturnType<typeof openLedger>): number => {
  let rows = 0;
  for (const id of ledger.tables()) {
    const table = ledger.table(id);
    for (let row = 0; row < table.size; row++)
      if (table.isListed(row) && table.rowOf(table.rowId(row)) === row) rows++;
  }
  return rows;
};
