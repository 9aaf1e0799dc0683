import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own, in memory, that can be filled to the last byte. */
export interface SmallDisk {
  readonly path: string;
  fill(): void;
  makeRoom(): void;
  remove(): void;
}

const size = '48m';

/** Null where this user may not mount. */
export const mountSmallDisk = (): SmallDisk | null => {
  const path = mkdtempSync(join(tmpdir(), 'suanpan-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], {
      stdio: 'ignore',
    });
  } catch {
    rmdirSync(path);
    return null;
  }
  const ballast = join(path, 'ballast');
  return {
    path,
    fill: () => {
      const { bavail, bsize } = statfsSync(path);
      try {
        writeFileSync(ballast, new Uint8Array(bavail * bsize));
      } catch (error) {
        // The server wrote meanwhile, so that less was left: what was written fills the rest.
        if (!isFull(error)) throw error;
      }
    },
    makeRoom: () => rmSync(ballast),
    remove: () => {
      execFileSync('umount', [path]);
      rmdirSync(path);
    },
  };
};

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOSPC';
