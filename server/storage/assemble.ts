import {
  areBytes,
  bindingPlace,
  checksum,
  headPlace,
  snapshotPlace,
  updatePlace,
} from './checksum.ts';
import { LogDamaged } from './errors.ts';
import type { Damage, StoredDocument, StoredUpdate } from './port.ts';

/** All that is stored of one document's current generation, as the adapter read it. */
export interface DocumentRows {
  readonly document: string;
  readonly head: HeadRow;
  /** Ascending by seq. */
  readonly updates: readonly UpdateRow[];
  /** The newest first. */
  readonly snapshots: readonly SnapshotRow[];
  readonly bindings: readonly BindingRow[];
  /** State vectors of closed generations, ascending. */
  readonly closed: readonly Uint8Array[];
}

export interface HeadRow {
  readonly generation: number;
  readonly seq: number;
  readonly checksum: Uint8Array;
}
export interface UpdateRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly checksum: Uint8Array;
}
export type SnapshotRow = UpdateRow;
export interface BindingRow {
  readonly client: number;
  readonly user: string | null;
  readonly checksum: Uint8Array;
}

/**
 * Checks everything and picks the newest intact snapshot from which intact updates lead to the
 * head. Throws `LogDamaged` when there is none; damage that does no harm is reported beside.
 */
export const assemble = (rows: DocumentRows): StoredDocument => {
  const { document, head } = rows;
  const { generation } = head;
  if (!isIntactHead(document, head)) throw new LogDamaged(document, head.seq, 'head');

  const survived: Damage[] = [];
  const isIntact = (place: typeof updatePlace, row: UpdateRow): boolean =>
    row.bytes instanceof Uint8Array &&
    areBytes(row.checksum, checksum(place(document, generation, row.seq), row.bytes));

  const snapshots = rows.snapshots.filter((row) => {
    const intact = row.seq <= head.seq && isIntact(snapshotPlace, row);
    if (!intact) survived.push({ seq: row.seq, reason: 'snapshotChecksum' });
    return intact;
  });

  const updates = new Map(rows.updates.map((row) => [row.seq, row]));
  const lastRow = rows.updates.at(-1)?.seq ?? 0;
  if (lastRow > head.seq) throw new LogDamaged(document, lastRow, 'head');

  const damageAt = (seq: number): Damage | null => {
    const row = updates.get(seq);
    if (row === undefined) return { seq, reason: 'gap' };
    return isIntact(updatePlace, row) ? null : { seq, reason: 'updateChecksum' };
  };

  /** The log is kept from the older of two snapshots on; with fewer it is kept whole. */
  const keptAfter = rows.snapshots.length > 1 ? rows.snapshots.at(-1)!.seq : 0;
  const damage: Damage[] = [];
  for (let seq = head.seq; seq > keptAfter; seq--) {
    const found = damageAt(seq);
    if (found !== null && !continuesGap(damage.at(-1), found)) damage.push(found);
  }
  const newestDamage = damage[0]?.seq ?? keptAfter;
  const base =
    snapshots.find(({ seq }) => seq >= newestDamage) ?? (newestDamage === 0 ? null : undefined);
  if (base === undefined) {
    const { seq, reason } = damage[0] ?? { seq: keptAfter, reason: 'snapshotChecksum' };
    throw new LogDamaged(document, seq, reason);
  }
  survived.push(...damage);

  const tail: StoredUpdate[] = [];
  for (let seq = (base?.seq ?? 0) + 1; seq <= head.seq; seq++)
    tail.push({ seq, update: updates.get(seq)!.bytes });

  return {
    document,
    generation,
    seq: head.seq,
    snapshot: base === null ? null : { seq: base.seq, state: base.bytes },
    updates: tail,
    clients: readBindings(rows, survived),
    closed: rows.closed,
    survived,
  };
};

/** True when a head is what was stored for this document. */
export const isIntactHead = (
  document: string,
  { generation, seq, checksum: stored }: HeadRow,
): boolean =>
  Number.isInteger(generation) &&
  Number.isInteger(seq) &&
  areBytes(stored, checksum(headPlace(document, generation, seq)));

/** A gap of many updates is reported once, at its end. */
const continuesGap = (last: Damage | undefined, next: Damage): boolean =>
  last?.reason === 'gap' && next.reason === 'gap';

/** A damaged binding leaves the client to nobody: who had it gets a fresh id by recovery. */
const readBindings = (rows: DocumentRows, survived: Damage[]): Map<number, string | null> => {
  const clients = new Map<number, string | null>();
  for (const { client, user, checksum: stored } of rows.bindings) {
    const place = bindingPlace(rows.document, rows.head.generation, client, user);
    const intact = Number.isInteger(client) && areBytes(stored, checksum(place));
    if (!intact) survived.push({ seq: 0, reason: 'bindingChecksum' });
    clients.set(client, intact ? user : null);
  }
  return clients;
};
