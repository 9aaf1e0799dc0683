import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore, Storage } from '../port.ts';
import { openAccountStore } from './accountStore.ts';
import type { AccountTables } from './accountTables.ts';
import { accountsMigration } from './accountTables.ts';
import { openBlobStore } from './blobStore.ts';
import type { BlobTables } from './blobTables.ts';
import { blobMigrations } from './blobTables.ts';
import type { SqliteFile } from './file.ts';
import { openSqliteFile } from './file.ts';
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
 * made when missing. The projection opens its own file beside them with `openSqliteFile`.
 */
export const openSqliteStorage = async (dataDir: string): Promise<SqliteStorage> => {
  await mkdir(dataDir, { recursive: true });
  const log = await openSqliteFile<LogTables & AccountTables>(
    join(dataDir, 'log.db'),
    logMigrations,
  );
  const blobs = await openSqliteFile<BlobTables>(join(dataDir, 'blobs.db'), blobMigrations).catch(
    async (error) => {
      await log.close();
      throw error;
    },
  );
  const logStore = openLogStore(log, blobs);
  return {
    log: logStore,
    blobs: openBlobStore(blobs),
    accounts: openAccountStore(log),
    files: { log, blobs },
    close: async () => {
      await logStore.idle();
      await log.close();
      await blobs.close();
    },
  };
};
