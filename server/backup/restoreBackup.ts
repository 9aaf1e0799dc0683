import { existsSync } from 'node:fs';
import { chmod, chown, copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import {
  type FolderLock,
  lockFile,
  lockFolder,
  logFile,
  openSqliteStorage,
} from '../storage/sqlite/index.ts';
import { CommandFailed, toCommandFailed } from './commandFailed.ts';
import { backedUpFiles, type Manifest, readBackup } from './manifest.ts';
import { type Replaced, readReplaced } from './readReplaced.ts';
import { restartDocuments } from './restartDocuments.ts';
import { syncFolder, syncNames } from './syncFolder.ts';
import { type Withdrawn, withdrawCredentials } from './withdrawCredentials.ts';

export interface RestoreOptions {
  readonly backup: string;
  readonly dataDir: string;
  readonly now: () => number;
  readonly progress: (text: string) => void;
}

export interface Restored {
  readonly manifest: Manifest;
  /** Where that is which was there before; null when there was nothing. */
  readonly kept: string | null;
  /** With which all documents begin anew. */
  readonly generation: number;
  /** Documents that are as damaged as they were in the backup. */
  readonly damaged: readonly string[];
  readonly withdrawn: Withdrawn;
}

/**
 * Puts a backup in the place of a data folder in which no server is at work. What is there is kept
 * under another name; all is made ready beside it first. Every document begins a new generation,
 * so that no client brings back what came after the backup; sessions, tokens and links are valid
 * only where they were so in both. Throws `CommandFailed` or `StorageError`, and then everything
 * is as it was.
 */
export const restoreBackup = async (options: RestoreOptions): Promise<Restored> => {
  const { now, progress } = options;
  const folder = resolve(options.dataDir);
  const backup = resolve(options.backup);
  const begun = now();
  progress('checking the backup');
  const manifest = await readBackup(backup);
  const isThere = await holdsData(folder);
  const stamp = new Date(begun).toISOString().replace(/[:.]/g, '-');
  const coming = `${folder}.restoring-${stamp}`;
  let lock: FolderLock | null = null;
  try {
    lock = isThere ? await lockFolder(folder, patience) : null;
    const replaced = isThere ? await readReplaced(folder) : null;
    progress('copying');
    await mkdir(coming, { recursive: true, mode: 0o700 });
    for (const name of backedUpFiles) await copyFile(join(backup, name), join(coming, name));
    const restarted = await renew(coming, { manifest, replaced, options });
    await giveRights(coming, isThere ? folder : null);
    await syncFolder(coming);
    progress('');
    const kept = isThere ? `${folder}.before-restore-${stamp}` : null;
    await exchange(folder, coming, kept);
    return { manifest, kept, ...restarted };
  } catch (error) {
    await rm(coming, { recursive: true, force: true }).catch(() => {});
    throw toCommandFailed(error, `${backup} could not be restored to ${folder}`);
  } finally {
    await lock?.release();
  }
};

/** ms for a server that is just ending; a person who waits may as well ask again. */
const patience = 500;

/** Everything that makes of the copied files the beginning of something new. */
const renew = async (
  coming: string,
  {
    manifest,
    replaced,
    options: { now, progress },
  }: { manifest: Manifest; replaced: Replaced | null; options: RestoreOptions },
): Promise<Pick<Restored, 'generation' | 'damaged' | 'withdrawn'>> => {
  const storage = await openSqliteStorage(coming);
  try {
    // Seconds since 1970: later than every generation that anybody may hold, known here or not.
    const known = [...manifest.heads.map((head) => head.generation), replaced?.generation ?? 0];
    const generation =
      known.reduce((most, each) => Math.max(most, each), Math.floor(now() / 1_000)) + 1;
    const damaged = await restartDocuments(storage, generation, now(), (done, all) =>
      progress(`documents begin anew: ${done} of ${all}`),
    );
    const restore = { generation, at: now(), backupAt: manifest.at };
    await storage.files.log.writer.insertInto('restores').values(restore).execute();
    const withdrawn = await withdrawCredentials(storage.files.log.writer, replaced);
    return { generation, damaged, withdrawn };
  } finally {
    await storage.close();
    await rm(join(coming, lockFile), { force: true });
  }
};

/** True when there is a data folder; false when there is nothing. Another folder is refused. */
const holdsData = async (folder: string): Promise<boolean> => {
  const names = existsSync(folder) ? await readdir(folder) : [];
  if (names.length === 0) return false;
  const isOurs = names.some((name) => name === logFile || name === lockFile);
  if (!isOurs)
    throw new CommandFailed(
      `${folder} is not empty, and no data folder of Suanpan: name the right one with ` +
        '`--data <folder>`, or a new one.',
    );
  return true;
};

/** Two renames: at no moment is there half of a folder under its name. */
const exchange = async (folder: string, coming: string, kept: string | null): Promise<void> => {
  try {
    if (kept !== null) await rename(folder, kept);
    await rename(coming, folder);
    await syncNames(dirname(folder));
  } catch (error) {
    if (kept !== null && existsSync(kept) && !existsSync(folder)) await rename(kept, folder);
    const isMounted =
      error instanceof Error && 'code' in error && ['EBUSY', 'EXDEV'].includes(String(error.code));
    if (!isMounted) throw error;
    throw new CommandFailed(
      `${folder} cannot be given another name, since a disk is mounted there: restore to a ` +
        'folder in it (`--data`), and start the server with DATA_DIR set to that.',
      { cause: error },
    );
  }
};

/** Those of the folder that was there: the server may run as another user than who restores. */
const giveRights = async (coming: string, like: string | null): Promise<void> => {
  const owner = like === null ? null : await stat(like);
  for (const name of await readdir(coming)) await chmod(join(coming, name), 0o600);
  if (owner === null) return;
  await chmod(coming, owner.mode & 0o777);
  if (process.getuid?.() !== 0) return;
  for (const name of ['', ...(await readdir(coming))])
    await chown(join(coming, name), owner.uid, owner.gid);
};
