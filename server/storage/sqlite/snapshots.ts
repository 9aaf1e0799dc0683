import type { Kysely } from 'kysely';
import type { BlobTables } from './blobTables.ts';

/**
 * Stores a snapshot and forgets all but the newest two of its generation. Answers the seq of the
 * older one, up to which the log is not needed any more; null while there is only one.
 */
export const keptSnapshots = (
  writer: Kysely<BlobTables>,
  row: BlobTables['snapshots'],
): Promise<number | null> =>
  writer.transaction().execute(async (trx) => {
    await trx
      .insertInto('snapshots')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['document', 'generation', 'seq'])
          .doUpdateSet({ bytes: row.bytes, checksum: row.checksum }),
      )
      .execute();
    const newest = await trx
      .selectFrom('snapshots')
      .select('seq')
      .where('document', '=', row.document)
      .where('generation', '=', row.generation)
      .orderBy('seq', 'desc')
      .limit(2)
      .execute();
    const older = newest[1]?.seq ?? null;
    if (older !== null)
      await trx
        .deleteFrom('snapshots')
        .where('document', '=', row.document)
        .where('generation', '=', row.generation)
        .where('seq', '<', older)
        .execute();
    return older;
  });
