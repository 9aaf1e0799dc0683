import type sqlite3 from 'sqlite3';
import { sqliteExecutor } from './executor.ts';

/** A SQLite file as it stood at one moment, while others write on. */
export interface Frozen {
  /**
   * Copies it page by page to `path`, which must not exist. The writer is not held up; what it
   * writes meanwhile stays in its write-ahead log until `release`.
   */
  copyTo(path: string, progress: (share: number) => void): Promise<void>;
  release(): Promise<void>;
}

/** Some MB: the thread is free for others in between, and progress can be told. */
const pagesAtOnce = 2_000;

/** Takes hold of the moment: a read transaction, which stays open until `release`. */
export const freeze = async (path: string): Promise<Frozen> => {
  const file = await sqliteExecutor(path, 'read');
  try {
    await file.query(true, 'pragma busy_timeout = 5000', []);
    await file.query(false, 'begin', []);
    // A transaction begins with the first thing that is read in it.
    await file.query(true, 'select count(*) from sqlite_master', []);
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    copyTo: async (target, progress) => {
      const backup = await begin(file.db as BackingUp, target);
      try {
        while (!backup.completed) {
          await step(backup);
          progress(1 - backup.remaining / Math.max(1, backup.pageCount));
        }
      } finally {
        await new Promise<void>((resolve) => backup.finish(() => resolve()));
      }
    },
    release: async () => void (await file.close()),
  };
};

/** Makes a copy one file that is whole by itself: what was copied says that a log is beside it. */
export const plainFile = async (path: string): Promise<void> => {
  const file = await sqliteExecutor(path);
  try {
    await file.query(true, 'pragma journal_mode = delete', []);
  } finally {
    await file.close();
  }
};

/** SQLite's online backup, which the types of the package leave out. */
interface BackingUp extends sqlite3.Database {
  backup(path: string, opened: (error: Error | null) => void): Backup;
}
interface Backup {
  readonly completed: boolean;
  readonly remaining: number;
  readonly pageCount: number;
  step(pages: number, done: (error: Error | null) => void): void;
  finish(done: () => void): void;
}

const begin = (db: BackingUp, target: string): Promise<Backup> =>
  new Promise((resolve, reject) => {
    const backup = db.backup(target, (error) => (error === null ? resolve(backup) : reject(error)));
  });

const step = (backup: Backup): Promise<void> =>
  new Promise((resolve, reject) => {
    backup.step(pagesAtOnce, (error) => (error === null ? resolve() : reject(error)));
  });
