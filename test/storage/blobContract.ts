import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BlobStore } from '../../server/storage/port.ts';
import { bytes, text } from './entries.ts';

export const blobContract = (blobs: () => BlobStore): void => {
  describe('segments', () => {
    test('STORAGE-7: are found by the SHA-256 of their bytes, by the ledgers that have them', async () => {
      const { hash } = await blobs().putSegment('north', bytes('columns'));
      expect(hash).toBe(createHash('sha256').update('columns').digest('hex'));
      expect(text((await blobs().segment(hash))!)).toBe('columns');
      expect(await blobs().ledgerHasSegment('north', hash)).toBe(true);
      expect(await blobs().ledgerHasSegment('south', hash)).toBe(false);
    });

    test('are stored once for many ledgers', async () => {
      const north = await blobs().putSegment('north', bytes('columns'));
      const south = await blobs().putSegment('south', bytes('columns'));
      expect(south).toEqual(north);
      expect(await blobs().ledgerHasSegment('south', north.hash)).toBe(true);
    });

    test('AGE-13: are forgotten when no document named them for long, and with them their bytes', async () => {
      const [north, south] = ['ageing', 'ageless'];
      const put = async (ledger: string, content: string): Promise<string> =>
        (await blobs().putSegment(ledger, bytes(content))).hash;
      const sweep = (generation: number, at: number, ...named: readonly string[]) =>
        blobs().sweepSegments(north, {
          named: new Set(named),
          generation,
          at,
          unusedBefore: at - 100,
        });
      const [kept, old, both] = [
        await put(north, 'kept'),
        await put(north, 'old'),
        await put(north, 'both'),
      ];
      await put(south, 'both');
      expect(await sweep(2, 1_000, kept)).toBe(0);
      // The generation before the current one may have to be read again, however long ago.
      expect(await sweep(2, 2_000, kept)).toBe(0);
      const late = await put(north, 'late');
      expect(await sweep(3, 2_001, kept)).toBe(2);
      expect(await blobs().segment(old)).toBeNull();
      expect(await blobs().ledgerHasSegment(north, both)).toBe(false);
      expect(text((await blobs().segment(both))!)).toBe('both');
      expect(text((await blobs().segment(kept))!)).toBe('kept');
      // Whoever is about to name it finds it there until it is named.
      expect([...(await blobs().claimSegments(north, [late, old]))]).toEqual([late]);
      expect(await sweep(4, 3_000, kept)).toBe(0);
      await put(north, 'late');
      expect(await sweep(5, 4_000, kept)).toBe(0);
      expect(await sweep(6, 5_000, kept)).toBe(1);
      expect(await blobs().segment(late)).toBeNull();
    });

    test('an unknown hash is null', async () => {
      expect(await blobs().segment('0'.repeat(64))).toBeNull();
      expect(await blobs().packedSegment('0'.repeat(64))).toBeNull();
    });

    test('any bytes come back as they were, and gzipped', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (content) => {
          const { hash } = await blobs().putSegment('north', content);
          expect(Buffer.compare((await blobs().segment(hash))!, content)).toBe(0);
          const unpacked = gunzipSync((await blobs().packedSegment(hash))!);
          expect(Buffer.compare(unpacked, content)).toBe(0);
        }),
        { numRuns: 20 },
      );
    });
  });
};
