import { sql } from 'kysely';
import type { SqliteFile } from './file.ts';

/** What SQLite finds wrong with a file: its pages, indexes and references. Empty when it is sound. */
export const quickCheck = async <Tables>({ reader }: SqliteFile<Tables>): Promise<string[]> => {
  const pages = await sql<{ quick_check: string }>`pragma quick_check(20)`.execute(reader);
  const references = await sql<{ table: string }>`pragma foreign_key_check`.execute(reader);
  return [
    ...pages.rows.map((row) => row.quick_check).filter((found) => found !== 'ok'),
    ...new Set(references.rows.map(({ table }) => `${table} refers to what is not there`)),
  ];
};
