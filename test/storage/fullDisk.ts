import { sql } from 'kysely';
import type { SqliteStorage } from '../../server/storage/sqlite/index.ts';

/** From now on log.db cannot grow: SQLite answers SQLITE_FULL as on a disk without room. */
export const fillDisk = async ({ files }: SqliteStorage): Promise<void> => {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(files.log.writer);
  await sql.raw(`pragma max_page_count = ${rows[0]!.page_count}`).execute(files.log.writer);
};

export const makeRoom = async ({ files }: SqliteStorage): Promise<void> => {
  await sql.raw('pragma max_page_count = 1000000').execute(files.log.writer);
};
