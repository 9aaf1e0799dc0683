import type { Kysely } from 'kysely';
import type { DocumentRows } from '../assemble.ts';
import { assemble, isIntactHead } from '../assemble.ts';
import { LogDamaged } from '../errors.ts';
import type { StoredDocument } from '../port.ts';
import type { BlobTables } from './blobTables.ts';
import { readClosed } from './closedGenerations.ts';
import type { LogTables } from './logTables.ts';
import { reading } from './reading.ts';

export const loadDocument = async (
  log: Kysely<LogTables>,
  blobs: Kysely<BlobTables>,
  document: string,
): Promise<StoredDocument | null> => {
  const rows = await readRows(log, blobs, document);
  return rows === null ? null : assemble(rows);
};

/**
 * The log is read before the snapshots: a snapshot stored in between only adds to what leads to
 * the head, while the other order could miss updates that were trimmed in between.
 */
const readRows = (
  log: Kysely<LogTables>,
  blobs: Kysely<BlobTables>,
  document: string,
): Promise<DocumentRows | null> =>
  reading(document, async () => {
    const fromLog = await readLog(log, document);
    if (fromLog === null) {
      if (await hasSnapshot(blobs, document)) throw new LogDamaged(document, 0, 'head');
      return null;
    }
    const snapshots = await blobs
      .selectFrom('snapshots')
      .select(['seq', 'bytes', 'checksum'])
      .where('document', '=', document)
      .where('generation', '=', fromLog.head.generation)
      .orderBy('seq', 'desc')
      .execute();
    return { document, ...fromLog, snapshots };
  });

const readLog = (
  log: Kysely<LogTables>,
  document: string,
): Promise<Pick<DocumentRows, 'head' | 'updates' | 'bindings' | 'closed'> | null> =>
  log.transaction().execute(async (trx) => {
    const head = await trx
      .selectFrom('heads')
      .select(['generation', 'seq', 'checksum'])
      .where('document', '=', document)
      .executeTakeFirst();
    const newest = await trx
      .selectFrom('updates')
      .select('generation')
      .where('document', '=', document)
      .orderBy('generation', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (head === undefined && newest === undefined) return null;
    if (head === undefined || (newest !== undefined && newest.generation > head.generation))
      throw new LogDamaged(document, 0, 'head');
    if (!isIntactHead(document, head)) throw new LogDamaged(document, head.seq, 'head');
    const updates = await trx
      .selectFrom('updates')
      .select(['seq', 'bytes', 'checksum'])
      .where('document', '=', document)
      .where('generation', '=', head.generation)
      .orderBy('seq')
      .execute();
    const bindings = await trx
      .selectFrom('bindings')
      .select(['client', 'user', 'checksum'])
      .where('document', '=', document)
      .where('generation', '=', head.generation)
      .execute();
    const closed = await readClosed(trx, document, head.generation);
    return { head, updates, bindings, closed: closed.map(({ stateVector }) => stateVector) };
  });

const hasSnapshot = async (blobs: Kysely<BlobTables>, document: string): Promise<boolean> =>
  (await blobs
    .selectFrom('snapshots')
    .select('seq')
    .where('document', '=', document)
    .limit(1)
    .executeTakeFirst()) !== undefined;
