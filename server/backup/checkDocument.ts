import * as Y from 'yjs';
import { type Ledger, openLedger } from '../../shared/documents/index.ts';
import { decodeSegment } from '../../shared/documents/segment.ts';
import { parseDocumentName } from '../../shared/protocol/documents.ts';
import { fillDocument } from '../documents/index.ts';
import { LogDamaged, SegmentDamaged } from '../storage/errors.ts';
import type { BlobStore, Damage, LogStore, StoredDocument } from '../storage/port.ts';

/** What came of reading one document as a server would. */
export interface DocumentCheck {
  readonly document: string;
  /** Why it cannot be opened; null when it can. */
  readonly fault: string | null;
  /** That of its log, when that is why. */
  readonly damage: Damage | null;
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

/** Looks into a document that is whole; `ledger`, where it is one, with its segments open. */
export type Look = (doc: Y.Doc, stored: StoredDocument, ledger: Ledger | null) => Promise<void>;

/** Reads a document through: its log, what that decodes to, and the segments that it names. */
export const checkDocument = async (
  document: string,
  reading: Reading,
  look: Look = async () => {},
): Promise<DocumentCheck> => {
  const nothing = { document, damage: null, survived: [], rows: 0, named: [], lost: [] };
  const doc = new Y.Doc();
  try {
    const stored = await reading.log.load(document);
    if (stored === null) return { ...nothing, fault: 'nothing is stored of it' };
    const { survived } = stored;
    const fault = fillDocument(doc, stored);
    if (fault !== null) return { ...nothing, survived, fault };
    const isLedger = parseDocumentName(document)?.kind === 'ledger';
    const ledger = isLedger ? openLedger(doc) : null;
    const rows = ledger === null ? { fault: null } : await readRows(ledger, reading.blobs);
    if (rows.fault === null) await look(doc, stored, ledger);
    return { ...nothing, survived, ...rows };
  } catch (error) {
    if (error instanceof LogDamaged)
      return {
        ...nothing,
        damage: error,
        fault: `its log is damaged at update ${error.seq} (${error.reason})`,
      };
    // Yjs throws whatever it stumbles over.
    return { ...nothing, fault: error instanceof Error ? error.message : String(error) };
  } finally {
    doc.destroy();
  }
};

const readRows = async (
  ledger: Ledger,
  blobs: Reading['blobs'],
): Promise<Pick<DocumentCheck, 'fault' | 'rows' | 'named' | 'lost'>> => {
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

const countRows = (ledger: Ledger): number => {
  let rows = 0;
  for (const id of ledger.tables()) {
    const table = ledger.table(id);
    for (let row = 0; row < table.size; row++)
      if (table.isListed(row) && table.rowOf(table.rowId(row)) === row) rows++;
  }
  return rows;
};
