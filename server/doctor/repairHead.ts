import { areBytes, checksum, headPlace, snapshotPlace, updatePlace } from '../storage/checksum.ts';
import { eventEnd, type SqliteStorage } from '../storage/sqlite/index.ts';

/**
 * Writes a document's head again from what its updates and snapshots say: each update is stored in
 * one transaction with the head that counts it, so the newest intact one tells. Null when there is
 * none, or when the document could not be opened with that head either: then nothing is changed.
 */
export const repairHead = async (
  { files, log }: SqliteStorage,
  document: string,
): Promise<string | null> => {
  const { writer } = files.log;
  const place = await newestPlace(files, document);
  if (place === null) return null;
  const before = await writer
    .selectFrom('heads')
    .selectAll()
    .where('document', '=', document)
    .execute();
  const put = async (rows: typeof before): Promise<void> =>
    writer.transaction().execute(async (trx) => {
      await trx.deleteFrom('heads').where('document', '=', document).execute();
      if (rows.length > 0) await trx.insertInto('heads').values(rows).execute();
    });
  const { generation, seq } = place;
  const end = eventEnd(document, await lastEvent(files, document));
  await put([
    { document, ...place, checksum: checksum(headPlace(document, generation, seq)), ...end },
  ]);
  const isWhole = await log.load(document).then(
    () => true,
    () => false,
  );
  if (isWhole)
    return `The head of ${document} was written again: generation ${generation}, update ${seq}.`;
  await put(before);
  return null;
};

type Files = SqliteStorage['files'];

const lastEvent = async ({ log }: Files, document: string): Promise<number> => {
  const row = await log.writer
    .selectFrom('events')
    .select(({ fn }) => fn.max('id').as('last'))
    .where('document', '=', document)
    .executeTakeFirst();
  return row?.last ?? 0;
};

const newestPlace = async (
  { log, blobs }: Files,
  document: string,
): Promise<{ readonly generation: number; readonly seq: number } | null> => {
  const updates = await log.writer
    .selectFrom('updates')
    .select(['generation', 'seq', 'bytes', 'checksum'])
    .where('document', '=', document)
    .orderBy('generation', 'desc')
    .orderBy('seq', 'desc')
    .execute();
  const snapshots = await blobs.writer
    .selectFrom('snapshots')
    .select(['generation', 'seq', 'bytes', 'checksum'])
    .where('document', '=', document)
    .execute();
  const intact = [
    ...updates.filter((row) => isIntact(updatePlace, document, row)),
    ...snapshots.filter((row) => isIntact(snapshotPlace, document, row)),
  ].sort((a, b) => b.generation - a.generation || b.seq - a.seq);
  return intact[0] === undefined ? null : { generation: intact[0].generation, seq: intact[0].seq };
};

interface StoredRow {
  readonly generation: number;
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly checksum: Uint8Array;
}

const isIntact = (
  place: typeof updatePlace,
  document: string,
  { generation, seq, bytes, checksum: stored }: StoredRow,
): boolean =>
  bytes instanceof Uint8Array &&
  areBytes(stored, checksum(place(document, generation, seq), bytes));
