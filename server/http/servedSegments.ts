import type { BlobStore } from '../storage/port.ts';

/** Packed segments that were asked for lately: many people open the same ledger within a minute. */
export interface ServedSegments {
  /** The segment gzipped; null when the ledger has none of this hash. Shared: not to be written. */
  packed(ledger: string, hash: string): Promise<Uint8Array | null>;
  /** Brought once more, it may have healed a damaged copy. */
  forget(hash: string): void;
}

/** Of packed bytes; a ledger of 100,000 × 20 has 8 MB. */
const mostBytes = 48 * 1024 * 1024;

export const createServedSegments = (
  blobs: Pick<BlobStore, 'ledgerHasSegment' | 'packedSegment'>,
): ServedSegments => {
  /** The least recently asked for first; those that are still being read count as nothing. */
  const served = new Map<string, Promise<Uint8Array | null>>();
  const sizes = new Map<Promise<Uint8Array | null>, number>();
  let total = 0;

  const drop = (key: string): void => {
    const bytes = served.get(key);
    if (bytes === undefined) return;
    served.delete(key);
    total -= sizes.get(bytes) ?? 0;
    sizes.delete(bytes);
  };
  const keep = (key: string, reading: Promise<Uint8Array | null>, length: number): void => {
    if (served.get(key) !== reading) return;
    sizes.set(reading, length);
    total += length;
    for (const oldest of served.keys()) {
      if (total <= mostBytes) return;
      drop(oldest);
    }
  };
  const read = async (ledger: string, hash: string): Promise<Uint8Array | null> =>
    (await blobs.ledgerHasSegment(ledger, hash)) ? blobs.packedSegment(hash) : null;

  return {
    packed: (ledger, hash) => {
      const key = `${hash} ${ledger}`;
      const standing = served.get(key);
      if (standing !== undefined) {
        served.delete(key);
        served.set(key, standing);
        return standing;
      }
      const reading = read(ledger, hash);
      served.set(key, reading);
      reading.then(
        (bytes) => {
          if (bytes === null) drop(key);
          else keep(key, reading, bytes.byteLength);
        },
        () => drop(key),
      );
      return reading;
    },
    forget: (hash) => {
      for (const key of [...served.keys()]) if (key.startsWith(`${hash} `)) drop(key);
    },
  };
};
