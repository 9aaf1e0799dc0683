import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { segmentHash } from '../checksum.ts';
import { SegmentDamaged } from '../errors.ts';
import type { BlobStore } from '../port.ts';
import type { BlobTables } from './blobTables.ts';
import type { SqliteFile } from './file.ts';
import { markUsed, segmentsOf, sweepSegments } from './segmentUse.ts';
import { storing } from './storing.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

export const openBlobStore = (file: SqliteFile<BlobTables>): BlobStore => ({
  putSegment: (ledger, bytes) =>
    storing('a segment', async () => {
      const hash = segmentHash(bytes);
      const packed = await pack(bytes);
      await file.writer.transaction().execute(async (trx) => {
        // Written again when known: whoever brings the bytes once more heals a damaged copy.
        await trx
          .insertInto('segments')
          .values({ hash, bytes: packed })
          .onConflict((conflict) => conflict.column('hash').doUpdateSet({ bytes: packed }))
          .execute();
        await trx
          .insertInto('ledgerSegments')
          .values({ ledger, hash })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await markUsed(trx, ledger, [hash]);
      });
      return { hash };
    }),

  segment: async (hash) => {
    const packed = await packedSegment(file, hash);
    return packed === null ? null : await unpackSegment(hash, packed);
  },

  packedSegment: (hash) => packedSegment(file, hash),

  ledgerHasSegment: async (ledger, hash) =>
    (await file.reader
      .selectFrom('ledgerSegments')
      .select('hash')
      .where('ledger', '=', ledger)
      .where('hash', '=', hash)
      .executeTakeFirst()) !== undefined,

  claimSegments: (ledger, hashes) =>
    storing('the use of segments', () =>
      file.writer.transaction().execute(async (trx) => {
        const known = await segmentsOf(trx, ledger);
        const claimed = hashes.filter((hash) => known.has(hash));
        await markUsed(trx, ledger, claimed);
        return new Set(claimed);
      }),
    ),

  sweepSegments: (ledger, use) =>
    storing('the end of segments', () =>
      file.writer.transaction().execute((trx) => sweepSegments(trx, ledger, use)),
    ),
});

const packedSegment = async (
  file: SqliteFile<BlobTables>,
  hash: string,
): Promise<Uint8Array | null> => {
  const row = await file.reader
    .selectFrom('segments')
    .select('bytes')
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row?.bytes ?? null;
};

const unpackSegment = async (hash: string, packed: Uint8Array): Promise<Uint8Array> => {
  let bytes: Uint8Array;
  try {
    bytes = await unpack(packed);
  } catch (error) {
    throw new SegmentDamaged(hash, error);
  }
  if (segmentHash(bytes) !== hash) throw new SegmentDamaged(hash);
  return bytes;
};
