import { gzipSync } from 'node:zlib';
import { segmentHash } from '../checksum.ts';
import type { BlobStore } from '../port.ts';

export const memoryBlobStore = (): BlobStore => {
  const segments = new Map<string, Uint8Array>();
  const hashesByLedger = new Map<string, Set<string>>();
  return {
    putSegment: async (ledger, bytes) => {
      const hash = segmentHash(bytes);
      segments.set(hash, new Uint8Array(bytes));
      const hashes = hashesByLedger.get(ledger) ?? new Set();
      hashesByLedger.set(ledger, hashes.add(hash));
      return { hash };
    },
    segment: async (hash) => segments.get(hash) ?? null,
    packedSegment: async (hash) => {
      const bytes = segments.get(hash);
      return bytes === undefined ? null : gzipSync(bytes);
    },
    ledgerHasSegment: async (ledger, hash) => hashesByLedger.get(ledger)?.has(hash) ?? false,
  };
};
