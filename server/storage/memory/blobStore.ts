import { gzipSync } from 'node:zlib';
import { segmentHash } from '../checksum.ts';
import type { BlobStore } from '../port.ts';

export const memoryBlobStore = (): BlobStore => {
  const segments = new Map<string, Uint8Array>();
  const hashesByLedger = new Map<string, Set<string>>();
  /** By ledger and hash. */
  const unused = new Map<string, Map<string, { generation: number; at: number }>>();
  const unusedOf = (ledger: string) => {
    const known = unused.get(ledger) ?? new Map<string, { generation: number; at: number }>();
    unused.set(ledger, known);
    return known;
  };
  return {
    putSegment: async (ledger, bytes) => {
      const hash = segmentHash(bytes);
      segments.set(hash, new Uint8Array(bytes));
      const hashes = hashesByLedger.get(ledger) ?? new Set();
      hashesByLedger.set(ledger, hashes.add(hash));
      unusedOf(ledger).delete(hash);
      return { hash };
    },
    segment: async (hash) => segments.get(hash) ?? null,
    packedSegment: async (hash) => {
      const bytes = segments.get(hash);
      return bytes === undefined ? null : gzipSync(bytes);
    },
    ledgerHasSegment: async (ledger, hash) => hashesByLedger.get(ledger)?.has(hash) ?? false,
    claimSegments: async (ledger, hashes) => {
      const claimed = hashes.filter((hash) => hashesByLedger.get(ledger)?.has(hash));
      for (const hash of claimed) unusedOf(ledger).delete(hash);
      return new Set(claimed);
    },
    sweepSegments: async (ledger, { named, generation, at, unusedBefore }) => {
      const hashes = hashesByLedger.get(ledger) ?? new Set();
      const marks = unusedOf(ledger);
      for (const hash of hashes)
        if (named.has(hash)) marks.delete(hash);
        else if (!marks.has(hash)) marks.set(hash, { generation, at });
      const over = [...marks].filter(
        ([, mark]) => mark.generation < generation && mark.at < unusedBefore,
      );
      for (const [hash] of over) {
        marks.delete(hash);
        hashes.delete(hash);
        if (![...hashesByLedger.values()].some((others) => others.has(hash))) segments.delete(hash);
      }
      return over.length;
    },
  };
};
