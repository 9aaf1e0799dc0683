import type { StoredHead } from '../storage/port.ts';
import { quickCheck, readSqliteStorage } from '../storage/sqlite/index.ts';
import { checkDocument, type DocumentCheck } from './checkDocument.ts';

/** What came of reading a whole folder as a server would. */
export interface ReadThrough {
  readonly heads: readonly StoredHead[];
  readonly checks: readonly DocumentCheck[];
  /** What SQLite finds wrong with the files themselves. */
  readonly faults: readonly string[];
}

/** Reads everything in a folder that nobody writes to. */
export const readThrough = async (
  folder: string,
  progress: (done: number, all: number) => void,
): Promise<ReadThrough> => {
  const reading = readSqliteStorage(folder);
  try {
    const faults = [
      ...(await quickCheck(reading.files.log)).map((fault) => `log.db: ${fault}`),
      ...(await quickCheck(reading.files.blobs)).map((fault) => `blobs.db: ${fault}`),
    ];
    const heads = await reading.log.heads('');
    const checks: DocumentCheck[] = [];
    for (const { document } of heads) {
      checks.push(await checkDocument(document, reading));
      progress(checks.length, heads.length);
    }
    return { heads, checks, faults };
  } finally {
    await reading.close();
  }
};
