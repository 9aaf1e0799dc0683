import { rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import { StorageError } from '../storage/errors.ts';
import { openSqliteFile, type SqliteFile } from '../storage/sqlite/index.ts';
import { type ProjectionTables, projectionMigrations } from './tables.ts';

/**
 * Small pages, since one cell touches few of them; and what a power cut takes from the end is read
 * from the log again, which it follows by a cursor that is lost with it.
 */
const options = { pageBytes: 1_024, isDurable: false };

/**
 * Opens (or makes) the projection's file. One that cannot be used, damaged or of another version
 * of the program, is thrown away: all that was in it is read from the documents again.
 */
export const openProjectionFile = async (
  path: string,
  logger: Logger,
): Promise<SqliteFile<ProjectionTables>> => {
  try {
    return await openSqliteFile<ProjectionTables>(path, projectionMigrations, options);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    logger.warn({ err: error }, 'the projection cannot be used and is made anew');
    for (const end of ['', '-wal', '-shm']) await rm(path + end, { force: true });
    return openSqliteFile<ProjectionTables>(path, projectionMigrations, options);
  }
};
