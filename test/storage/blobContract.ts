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
