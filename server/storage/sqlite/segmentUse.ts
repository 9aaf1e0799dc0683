import type { Transaction } from 'kysely';
import type { SegmentUse } from '../port.ts';
import type { BlobTables } from './blobTables.ts';

type Writing = Transaction<BlobTables>;

/** Hashes of all segments that the ledger has. */
export const segmentsOf = async (trx: Writing, ledger: string): Promise<ReadonlySet<string>> => {
  const rows = await trx
    .selectFrom('ledgerSegments')
    .select('hash')
    .where('ledger', '=', ledger)
    .execute();
  return new Set(rows.map(({ hash }) => hash));
};

export const markUsed = async (
  trx: Writing,
  ledger: string,
  hashes: readonly string[],
): Promise<void> => {
  for (const hash of hashes)
    await trx
      .deleteFrom('unusedSegments')
      .where('ledger', '=', ledger)
      .where('hash', '=', hash)
      .execute();
};

/** See `BlobStore`. Bytes go with the last ledger that had them. */
export const sweepSegments = async (
  trx: Writing,
  ledger: string,
  { named, generation, at, unusedBefore }: SegmentUse,
): Promise<number> => {
  await markUsed(trx, ledger, [...named]);
  for (const hash of await segmentsOf(trx, ledger))
    if (!named.has(hash))
      await trx
        .insertInto('unusedSegments')
        .values({ ledger, hash, generation, at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  const over = await trx
    .deleteFrom('unusedSegments')
    .where('ledger', '=', ledger)
    .where('generation', '<', generation)
    .where('at', '<', unusedBefore)
    .returning('hash')
    .execute();
  for (const { hash } of over) {
    await trx
      .deleteFrom('ledgerSegments')
      .where('ledger', '=', ledger)
      .where('hash', '=', hash)
      .execute();
    await trx
      .deleteFrom('segments')
      .where('hash', '=', hash)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('ledgerSegments').select('hash').where('hash', '=', hash))),
      )
      .execute();
  }
  return over.length;
};
