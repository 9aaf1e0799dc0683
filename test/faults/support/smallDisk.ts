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
      writeFileSync(ballast, new Uint8Array(bavail * bsize));
    },
    makeRoom: () => rmSync(ballast),
    remove: () => {
      execFileSync('umount', [path]);
      rmdirSync(path);
    },
  };
};
