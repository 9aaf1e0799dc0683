import * as Y from 'yjs';
import { fillDocument } from '../documents/index.ts';
import { areBytes, checksum, snapshotPlace } from '../storage/checksum.ts';
import type { StoredDocument } from '../storage/port.ts';
import type { SqliteStorage } from '../storage/sqlite/index.ts';

const emptyUpdate = new Uint8Array([0, 0]);

/**
 * Stores what is left of a document twice again: damaged snapshots go, and one of the document as
 * it is comes. Where damage stands between the kept snapshots even then, an empty update makes room
 * for another snapshot behind it.
 */
export const repairSnapshots = async (
  storage: SqliteStorage,
  document: string,
  at: number,
): Promise<string | null> => {
  const { log } = storage;
  const stored = await log.load(document);
  const state = stored === null ? null : stateOf(stored);
  if (stored === null || state === null) return null;
  const { generation, seq } = stored;
  await removeDamaged(storage, document);
  await log.snapshot(document, generation, seq, state);
  if (await isStillDamaged(storage, document)) {
    const place = { document, generation, seq: seq + 1, at, by: null, clients: [], event: null };
    await log.append({ ...place, update: emptyUpdate });
    await log.snapshot(document, generation, seq + 1, state);
  }
  return `${document} has whole snapshots again.`;
};

const stateOf = (stored: StoredDocument): Uint8Array | null => {
  const doc = new Y.Doc();
  const fault = fillDocument(doc, stored);
  const state = fault === null ? Y.encodeStateAsUpdate(doc) : null;
  doc.destroy();
  return state;
};

const isStillDamaged = async ({ log }: SqliteStorage, document: string): Promise<boolean> =>
  (await log.load(document))!.survived.some(({ reason }) => reason !== 'bindingChecksum');

const removeDamaged = async ({ files }: SqliteStorage, document: string): Promise<void> => {
  const { writer } = files.blobs;
  const rows = await writer
    .selectFrom('snapshots')
    .selectAll()
    .where('document', '=', document)
    .execute();
  for (const { generation, seq, bytes, checksum: stored } of rows)
    if (
      !(bytes instanceof Uint8Array) ||
      !areBytes(stored, checksum(snapshotPlace(document, generation, seq), bytes))
    )
      await writer
        .deleteFrom('snapshots')
        .where('document', '=', document)
        .where('generation', '=', generation)
        .where('seq', '=', seq)
        .execute();
};
