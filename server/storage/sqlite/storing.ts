import { StorageError } from '../errors.ts';

/** Runs a write; whatever SQLite throws leaves as `StorageError`, with what was being stored. */
export const storing = async <Result>(
  what: string,
  write: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    if (error instanceof StorageError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StorageError(`could not store ${what}: ${reason}`, { cause: error });
  }
};
