import { rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import { StorageError } from '../storage/errors.ts';
import { openSqliteFile, type SqliteFile } from '../storage/sqlite/index.ts';
import { type ProjectionTables, projectionMigrations } from './tables.ts';

/**
 * Opens (or makes) the projection's file. One that cannot be used, damaged or of another version
 * of the program, is thrown away: all that was in it is read from the documents again.
 */
export const openProjectionFile = async (
  path: string,
  logger: Logger,
): Promise<SqliteFile<ProjectionTables>> => {
  try {
    return await openSqliteFile<ProjectionTables>(path, projectionMigrations);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    logger.warn({ err: error }, 'the projection cannot be used and is made anew');
    for (const end of ['', '-wal', '-shm']) await rm(path + end, { force: true });
    return openSqliteFile<ProjectionTables>(path, projectionMigrations);
  }
};
