import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageError } from '../errors.ts';
import type { BlobStore, Storage } from '../port.ts';
import { openAccountStore } from './accountStore.ts';
import type { AccountTables } from './accountTables.ts';
import { accountsMigration } from './accountTables.ts';
import { openBlobStore } from './blobStore.ts';
import type { BlobTables } from './blobTables.ts';
import { blobMigrations } from './blobTables.ts';
import type { SqliteFile } from './file.ts';
import { openSqliteFile } from './file.ts';
import { lockFolder } from './folderLock.ts';
import type { SqliteLogStore } from './logStore.ts';
import { openLogStore } from './logStore.ts';
import type { LogTables } from './logTables.ts';
import { documentsMigration } from './logTables.ts';

export { openSqliteFile, type SqliteFile } from './file.ts';
export type { Migration } from './migrate.ts';

export interface SqliteStorage extends Storage {
  readonly log: SqliteLogStore;
  readonly blobs: BlobStore;
  /** The files themselves, for backup and for tests that damage them. */
  readonly files: {
    readonly log: SqliteFile<LogTables & AccountTables>;
    readonly blobs: SqliteFile<BlobTables>;
  };
}

export const logMigrations = [documentsMigration, accountsMigration] as const;

/**
 * Opens log.db (documents, accounts) and blobs.db (snapshots, segments) in `dataDir`, which is
 * made when missing and held for this process alone. The projection opens its own file beside
 * them with `openSqliteFile`. Throws `StorageError`.
 */
export const openSqliteStorage = async (dataDir: string): Promise<SqliteStorage> => {
  await mkdir(dataDir, { recursive: true }).catch((error: Error) => {
    throw new StorageError(`cannot make the data folder: ${error.message}; set DATA_DIR`, {
      cause: error,
    });
  });
  const opened: { close(): Promise<void> }[] = [];
  const closeAll = async (): Promise<void> => {
    for (const each of opened.toReversed()) await each.close();
  };
  try {
    const lock = await lockFolder(dataDir);
    opened.push({ close: lock.release });
    const log = await openSqliteFile<LogTables & AccountTables>(
      join(dataDir, 'log.db'),
      logMigrations,
    );
    opened.push(log);
    const blobs = await openSqliteFile<BlobTables>(join(dataDir, 'blobs.db'), blobMigrations);
    opened.push(blobs);
    const logStore = openLogStore(log, blobs);
    return {
      log: logStore,
      blobs: openBlobStore(blobs),
      accounts: openAccountStore(log),
      files: { log, blobs },
      close: async () => {
        await logStore.idle();
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
};
