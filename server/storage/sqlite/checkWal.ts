import { readFile } from 'node:fs/promises';
import { StorageError } from '../errors.ts';

/*
 * After an unclean end SQLite reads its write-ahead log up to the first frame whose checksum is
 * wrong, and takes the rest for a transaction that never ended. Where a bit was turned in the
 * middle, it would leave out all that was committed after it without a word.
 * The format: https://www.sqlite.org/fileformat2.html#walformat
 */

const headerBytes = 32;
const frameHeaderBytes = 24;

/**
 * Throws `StorageError` when the write-ahead log of the file at `path` is damaged where a commit
 * follows: that one was confirmed by the disk, so what is before it was whole once. The last
 * transaction may be half there: a power cut leaves it so. Nobody may have the file open.
 */
export const checkWal = async (path: string): Promise<void> => {
  const wal = `${path}-wal`;
  const bytes = await readFile(wal).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return new Uint8Array();
    throw new StorageError(`cannot read ${wal}`, { cause: error });
  });
  if (isDamagedWal(bytes))
    throw new StorageError(
      `${wal} is damaged: what was stored last cannot be read; restore the last backup`,
    );
};

/** True when a commit lies behind what cannot be read. */
export const isDamagedWal = (bytes: Uint8Array): boolean => {
  if (bytes.byteLength <= headerBytes) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = (view.getUint32(0) & 1) === 0;
  const sum = checksums(view, isLittle);
  const [s0, s1] = sum(0, 24, 0, 0);
  // A header goes to disk whole, with the frames behind it or before them.
  if (s0 !== view.getUint32(24) || s1 !== view.getUint32(28))
    return bytes.some((byte) => byte !== 0);

  const frameBytes = frameHeaderBytes + view.getUint32(8);
  const isOfThisLog = (at: number): boolean =>
    view.getUint32(at + 8) === view.getUint32(16) && view.getUint32(at + 12) === view.getUint32(20);
  const isCommit = (at: number): boolean => view.getUint32(at + 4) !== 0;

  /** True when the frame follows on one that ended with these sums; answers its own. */
  const follows = (at: number, [before0, before1]: Sums): Sums | null => {
    if (at + frameBytes > bytes.byteLength || !isOfThisLog(at)) return null;
    const [a, b] = sum(at, 8, before0, before1);
    const sums = sum(at + frameHeaderBytes, frameBytes - frameHeaderBytes, a, b);
    return sums[0] === view.getUint32(at + 16) && sums[1] === view.getUint32(at + 20) ? sums : null;
  };

  let at = headerBytes;
  for (let sums = follows(at, [s0, s1]); sums !== null; sums = follows(at, sums)) at += frameBytes;
  // A frame was written on top of a commit: so the disk had confirmed that one. What is left over
  // of transactions that failed does not hang together so.
  for (; at + 2 * frameBytes <= bytes.byteLength; at += frameBytes) {
    const stored: Sums = [view.getUint32(at + 16), view.getUint32(at + 20)];
    if (isOfThisLog(at) && isCommit(at) && follows(at + frameBytes, stored) !== null) return true;
  }
  return false;
};

type Sums = readonly [number, number];

/** SQLite's: two sums over pairs of 32-bit words, each going into the other. */
const checksums =
  (view: DataView, isLittle: boolean) =>
  (from: number, length: number, start0: number, start1: number): Sums => {
    let [s0, s1] = [start0, start1];
    for (let at = from; at < from + length; at += 8) {
      s0 = (s0 + view.getUint32(at, isLittle) + s1) >>> 0;
      s1 = (s1 + view.getUint32(at + 4, isLittle) + s0) >>> 0;
    }
    return [s0, s1];
  };
