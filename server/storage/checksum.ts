import { createHash } from 'node:crypto';

/**
 * SHA-256, cut to 64 bits: damage of any size is missed once in 2^64, and it costs 2 µs an update.
 * The place belongs to it, so that a row which landed under another key is found too.
 */
export const checksum = (place: string, bytes: Uint8Array = new Uint8Array()): Uint8Array =>
  createHash('sha256').update(`${place}\n`).update(bytes).digest().subarray(0, 8);

/**
 * True when `stored` is `expected`. A flipped bit in a file can turn bytes into text of the same
 * letters, or into null, so what was read may be no bytes at all.
 */
export const areBytes = (stored: unknown, expected: Uint8Array): boolean =>
  stored instanceof Uint8Array && Buffer.compare(stored, expected) === 0;

export const updatePlace = (document: string, generation: number, seq: number): string =>
  `update ${document} ${generation} ${seq}`;

export const snapshotPlace = (document: string, generation: number, seq: number): string =>
  `snapshot ${document} ${generation} ${seq}`;

export const headPlace = (document: string, generation: number, seq: number): string =>
  `head ${document} ${generation} ${seq}`;

export const bindingPlace = (
  document: string,
  generation: number,
  client: number,
  user: string | null,
): string => `binding ${document} ${generation} ${client} ${user ?? ''}`;

/** `previous`: id of the document's event before this one; 0 when it is the first. */
export const eventPlace = (event: {
  readonly id: number;
  readonly document: string;
  readonly at: number;
  readonly by: string | null;
  readonly previous: number;
}): string => {
  const { id, document, at, by, previous } = event;
  return `event ${JSON.stringify([id, document, at, by, previous])}`;
};

export const eventEndPlace = (document: string, event: number): string =>
  `end of events ${document} ${event}`;

/** `previous`: the generation that was closed before, 0 when none was; `next`: the one that began. */
export const closedPlace = (
  document: string,
  previous: number,
  generation: number,
  next: number,
): string => `closed ${document} ${previous} ${generation} ${next}`;

/** Hash under which a segment is known: SHA-256 in lower-case hex of its uncompressed bytes. */
export const segmentHash = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
