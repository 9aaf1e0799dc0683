import type { Ledger } from '../../shared/documents/index.ts';
import { isTooLong, type Limits } from '../../shared/model/index.ts';
import type { DocumentAddress } from '../../shared/protocol/documents.ts';
import type { RecordCounts } from './recordCounts.ts';
import type { Wanted } from './wanted.ts';

export type CapacityFault = 'valueTooLong' | 'full';

/** Somebody wants to bring more than the document may hold; nothing of it was applied. */
export class BeyondCapacity extends Error {
  override readonly name = 'BeyondCapacity';
  readonly fault: CapacityFault;

  constructor(document: string, fault: CapacityFault) {
    super(`${document}: ${fault}`);
    this.fault = fault;
  }
}

export interface Held {
  readonly kind: DocumentAddress['kind'];
  readonly ledger: Ledger | null;
  readonly records: RecordCounts | null;
  /** True while the document's bytes and `more` are within `most`. */
  hasRoomFor(more: number, most: number): boolean;
}

/**
 * Why a document cannot take in what is wanted; null when it can. The one place where that is
 * decided, whether it comes over a socket, through the API or the recovery. What is there is known
 * and not counted: this costs as much as what is brought, however large the document is.
 */
export const capacityFault = (
  held: Held,
  { values, rows, records, bytes }: Wanted,
  limits: Limits,
): CapacityFault | null => {
  if (values.some((value) => isTooLong(value, limits.valueLength))) return 'valueTooLong';
  if (rows > 0 && held.ledger !== null && rowsOf(held.ledger) + rows > limits.rows) return 'full';
  if (records.length > 0 && held.records !== null)
    for (const collection of ['tables', 'columns'] as const) {
      const ids = new Set(records.flatMap((one) => (one.collection === collection ? one.id : [])));
      if (held.records.countWith(ids, collection) > limits[collection]) return 'full';
    }
  return held.hasRoomFor(bytes, bytesOf[held.kind](limits)) ? null : 'full';
};

const rowsOf = (ledger: Ledger): number =>
  ledger.tables().reduce((sum, table) => sum + ledger.table(table).size, 0);

const bytesOf: Record<DocumentAddress['kind'], (limits: Limits) => number> = {
  ledger: ({ ledgerBytes }) => ledgerBytes,
  workspace: ({ workspaceBytes }) => workspaceBytes,
  me: ({ meBytes }) => meBytes,
  note: ({ noteBytes }) => noteBytes,
};
