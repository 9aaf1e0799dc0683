import { CompiledQuery, Kysely } from 'kysely';
import { GenericSqliteDialect } from 'kysely-generic-sqlite';
import { StorageError } from '../errors.ts';
import { checkWal } from './checkWal.ts';
import { sqliteExecutor } from './executor.ts';
import type { Migration } from './migrate.ts';
import { migrate } from './migrate.ts';

/**
 * One SQLite file: a connection that writes and one that reads, so that reading never waits for a
 * commit nor the other way round. Kysely hands each connection out to one query or transaction
 * at a time; that is the file's serial queue.
 */
export interface SqliteFile<Tables> {
  readonly writer: Kysely<Tables>;
  readonly reader: Kysely<Tables>;
  close(): Promise<void>;
}

export interface SqliteFileOptions {
  /**
   * Bytes of a page, a power of two from 512; 4,096 unless given. A commit writes each page that it
   * touched whole. A file that exists keeps its own.
   */
  readonly pageBytes?: number;
  /**
   * False where the last transactions may be lost in a power cut, because they can be had again:
   * then no commit waits for the disk. The file stays sound all the same.
   */
  readonly isDurable?: boolean;
}

/**
 * Opens (or makes) `path` and brings its tables up to date. Write-ahead log, `synchronous=FULL`:
 * a committed transaction survives `kill -9` and power loss. Throws `StorageError`.
 */
export const openSqliteFile = async <Tables>(
  path: string,
  migrations: readonly Migration[],
  { pageBytes = 4_096, isDurable = true }: SqliteFileOptions = {},
): Promise<SqliteFile<Tables>> => {
  if (isDurable) await checkWal(path);
  const writer = connect<Tables>(path, [
    'pragma busy_timeout = 5000',
    // First: it counts only until the file has something in it.
    `pragma page_size = ${pageBytes}`,
    'pragma journal_mode = wal',
    `pragma synchronous = ${isDurable ? 'full' : 'normal'}`,
    'pragma foreign_keys = on',
    `pragma wal_autocheckpoint = ${checkpointBytes / pageBytes}`,
    'pragma journal_size_limit = 67108864',
  ]);
  try {
    await migrate(writer, migrations, path);
  } catch (error) {
    await writer.destroy();
    throw error instanceof StorageError
      ? error
      : new StorageError(`cannot open ${path}`, { cause: error });
  }
  const reader = connect<Tables>(path, readerPragmas);
  return {
    writer,
    reader,
    close: async () => {
      await reader.destroy();
      await writer.destroy();
    },
  };
};

/**
 * Opens a file that must be there for reading alone, also while a server writes to it. Nothing is
 * migrated, and queries reject when the file cannot be read.
 */
export const openSqliteReader = <Tables>(path: string): SqliteFile<Tables> => {
  const reader = connect<Tables>(path, readerPragmas, 'read');
  return { writer: reader, reader, close: () => reader.destroy() };
};

const connect = <Tables>(
  path: string,
  pragmas: readonly string[],
  mode: 'create' | 'read' = 'create',
): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: new GenericSqliteDialect(
      () => sqliteExecutor(path, mode),
      async (connection) => {
        for (const pragma of pragmas) await connection.executeQuery(CompiledQuery.raw(pragma));
      },
    ),
  });

/** SQLite's own 1,000 pages of 4,096 bytes, about. */
const checkpointBytes = 4 * 1024 * 1024;
const readerPragmas = ['pragma busy_timeout = 5000', 'pragma query_only = on'];
