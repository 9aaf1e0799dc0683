import { join } from 'node:path';
import { StorageError } from '../errors.ts';
import { sqliteExecutor } from './executor.ts';

/** Name in the data folder of the file that is held. */
export const lockFile = 'in-use.lock';

/** Keeps a second server out of a folder for as long as it is held. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes the folder: an exclusive transaction in an empty file of its own, so that the operating
 * system lets go of it however this process ends. Waits `patience` ms for a server that is just
 * ending; throws `StorageError` when the folder stays taken.
 */
export const lockFolder = async (folder: string, patience = 5_000): Promise<FolderLock> => {
  const file = await sqliteExecutor(join(folder, lockFile));
  try {
    await file.query(true, `pragma busy_timeout = ${patience}`, []);
    await file.query(false, 'begin exclusive', []);
  } catch (error) {
    await file.close();
    throw new StorageError(
      `${folder} is in use by another Suanpan server: stop that one, or set DATA_DIR to another folder`,
      { cause: error },
    );
  }
  return { release: async () => void (await file.close()) };
};
