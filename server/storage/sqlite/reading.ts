import { LogDamaged, StorageError } from '../errors.ts';

/**
 * Runs a read; what SQLite cannot make sense of leaves as `LogDamaged`, whatever else it throws as
 * `StorageError`, with what was being read.
 */
export const reading = async <Result>(
  what: string,
  read: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await read();
  } catch (error) {
    if (error instanceof LogDamaged) throw error;
    if (isCorruption(error)) throw new LogDamaged(what, 0, 'unreadable', error);
    throw new StorageError(`could not read ${what}`, { cause: error });
  }
};

/** Our statements are right, so one that SQLite does not understand met a damaged schema. */
const corruptions: readonly unknown[] = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_ERROR'];
const isCorruption = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && corruptions.includes(error.code);
