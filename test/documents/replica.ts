import * as Y from 'yjs';
import { encodeSegments } from '../../shared/documents/encodeSegment.ts';
import { type Ledger, openLedger } from '../../shared/documents/index.ts';
import { decodeSegment } from '../../shared/documents/segment.ts';
import type { CellValue, NewRow } from '../../shared/model/index.ts';
import { columns, layer, tables } from './arbitraries.ts';

export const segmentHash = 'the hash of the one segment';

/** A ledger as one tab or the server has it, beginning with one segment of the first table. */
export interface Replica {
  readonly ledger: Ledger;
  openSegment(): void;
  update(since?: Replica): Uint8Array;
  receive(update: Uint8Array): void;
}

export const createReplica = (client: number, state: Uint8Array, sealed: Uint8Array): Replica => {
  const doc = new Y.Doc();
  doc.clientID = client;
  const ledger = openLedger(doc);
  Y.applyUpdate(doc, state, 'remote');
  return {
    ledger,
    openSegment: () => ledger.openSegment(segmentHash, decodeSegment(sealed)),
    update: (since) => Y.encodeStateAsUpdate(doc, since && Y.encodeStateVector(since.ledger.doc)),
    receive: (update) => Y.applyUpdate(doc, update, 'remote'),
  };
};

/** What the server makes before anyone writes: a generation and one segment of an import. */
export const beginning = (rows: readonly NewRow[]): { state: Uint8Array; sealed: Uint8Array } => {
  const [segment] = encodeSegments(rows);
  const doc = new Y.Doc();
  doc.clientID = 1;
  doc.getMap('meta').set('generation', 1);
  const { rows: count, columns: names } = segment!;
  doc
    .getMap(`segments:${tables[0]}`)
    .set('first', { hash: segmentHash, rows: count, columns: names, layer });
  return { state: Y.encodeStateAsUpdate(doc), sealed: segment!.bytes };
};

export interface SeenRow {
  readonly listed: boolean;
  readonly orderKey: string;
  readonly cells: Readonly<Record<string, CellValue>>;
}

/** All that a reader can see, by table and row id. */
export const everythingIn = (ledger: Ledger): Record<string, Record<string, SeenRow>> =>
  Object.fromEntries(
    tables.map((id) => {
      const table = ledger.table(id);
      const seen: Record<string, SeenRow> = {};
      for (let row = 0; row < table.size; row++) {
        const rowId = table.rowId(row);
        if (table.rowOf(rowId) !== row) continue;
        const cells = Object.fromEntries(
          [...columns, '$deleted'].map((column) => [column, table.cell(row, column)]),
        );
        seen[rowId] = { listed: table.isListed(row), orderKey: table.orderKey(row), cells };
      }
      return [id, seen];
    }),
  );
