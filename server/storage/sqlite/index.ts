import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageError } from '../errors.ts';
import type { BlobStore, LogStore, Storage } from '../port.ts';
import { openAccountStore } from './accountStore.ts';
import type { AccountTables } from './accountTables.ts';
import { accountsMigration } from './accountTables.ts';
import { openBlobStore } from './blobStore.ts';
import type { BlobTables } from './blobTables.ts';
import { blobMigrations } from './blobTables.ts';
import type { SqliteFile } from './file.ts';
import { openSqliteFile, openSqliteReader } from './file.ts';
import { lockFolder } from './folderLock.ts';
import type { SqliteLogStore } from './logStore.ts';
import { openLogStore } from './logStore.ts';
import type { LogTables } from './logTables.ts';
import { checksumsMigration, documentsMigration, restoresMigration } from './logTables.ts';
import { userVersion } from './migrate.ts';

export { eventEnd } from './events.ts';
export { openSqliteFile, openSqliteReader, type SqliteFile } from './file.ts';
export { type FolderLock, lockFile, lockFolder } from './folderLock.ts';
export { followOn } from './followOn.ts';
export { freeze, plainFile } from './frozen.ts';
export type { Migration } from './migrate.ts';
export { quickCheck } from './quickCheck.ts';

export interface SqliteStorage extends Storage {
  readonly log: SqliteLogStore;
  readonly blobs: BlobStore;
  /** The files themselves, for backup and for tests that damage them. */
  readonly files: {
    readonly log: SqliteFile<LogTables & AccountTables>;
    readonly blobs: SqliteFile<BlobTables>;
  };
}

export interface SqliteReading {
  readonly log: Pick<LogStore, 'load' | 'heads' | 'events' | 'eventsAfter' | 'lastEventId'>;
  readonly blobs: Pick<BlobStore, 'segment'>;
  readonly files: SqliteStorage['files'];
  close(): Promise<void>;
}

/** Opens the files of a data folder, or of a backup, for reading alone, also beside a server. */
export const readSqliteStorage = (folder: string): SqliteReading => {
  const log = openSqliteReader<LogTables & AccountTables>(join(folder, logFile));
  const blobs = openSqliteReader<BlobTables>(join(folder, blobsFile));
  return {
    log: openLogStore(log, blobs),
    blobs: openBlobStore(blobs),
    files: { log, blobs },
    close: async () => {
      await log.close();
      await blobs.close();
    },
  };
};

/** True when the files have the tables of this version of the program. */
export const isOfThisVersion = async ({ files }: SqliteReading): Promise<boolean> =>
  (await userVersion(files.log.reader)) === logMigrations.length &&
  (await userVersion(files.blobs.reader)) === blobMigrations.length;

/** Names in the data folder. */
export const logFile = 'log.db';
export const blobsFile = 'blobs.db';

/**
 * One edit touches a page of each of five trees, and each goes to disk before it is acknowledged:
 * with pages of 4 KiB that were 21 kB, now 5 kB.
 */
const logPageBytes = 1_024;

export const logMigrations = [
  documentsMigration,
  accountsMigration,
  restoresMigration,
  checksumsMigration,
] as const;

/**
 * Opens log.db (documents, accounts) and blobs.db (snapshots, segments) in `dataDir`, which is
 * made when missing, for this user's eyes, and held for this process alone. The projection opens its own file beside
 * them with `openSqliteFile`. Throws `StorageError`.
 */
export const openSqliteStorage = async (dataDir: string): Promise<SqliteStorage> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch((error: Error) => {
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
      join(dataDir, logFile),
      logMigrations,
      { pageBytes: logPageBytes },
    );
    opened.push(log);
    const blobs = await openSqliteFile<BlobTables>(join(dataDir, blobsFile), blobMigrations);
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
