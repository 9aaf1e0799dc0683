import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import { StorageError } from '../errors.ts';

/** One step of a file's tables: statements that run in one transaction, and never change later. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
  /** After them, what SQL cannot say. */
  readonly fill?: (trx: Transaction<unknown>) => Promise<void>;
}

/**
 * Runs the migrations that the file does not have yet. How many it has is its `user_version`.
 * Throws `StorageError` when the file was made by a newer version of the program.
 */
export const migrate = async <Tables>(
  db: Kysely<Tables>,
  migrations: readonly Migration[],
  path: string,
): Promise<void> => {
  const version = await userVersion(db);
  if (version > migrations.length)
    throw new StorageError(
      `${path} was written by a newer version (schema ${version}, this one knows ` +
        `${migrations.length}): start that version, or restore a backup made with this one`,
    );
  for (const [index, { statements, fill }] of migrations.entries()) {
    if (index < version) continue;
    await db.transaction().execute(async (trx) => {
      for (const statement of statements) await sql.raw(statement).execute(trx);
      await fill?.(trx as Transaction<unknown>);
      await sql.raw(`pragma user_version = ${index + 1}`).execute(trx);
    });
  }
};

export const userVersion = async <Tables>(db: Kysely<Tables>): Promise<number> => {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  return rows[0]!.user_version;
};
