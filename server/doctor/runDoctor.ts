import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandFailed, toCommandFailed } from '../backup/commandFailed.ts';
import { readBackup } from '../backup/manifest.ts';
import {
  isOfThisVersion,
  lockFile,
  lockFolder,
  logFile,
  openSqliteStorage,
  readSqliteStorage,
  type SqliteReading,
} from '../storage/sqlite/index.ts';
import { examine } from './examine.ts';
import type { Report } from './findings.ts';
import { repairAll } from './repair.ts';

export interface DoctorOptions {
  readonly dataDir: string;
  readonly repairs: boolean;
  /** A backup to take lost segments from. */
  readonly from: string | null;
  readonly now: () => number;
  readonly progress: (text: string) => void;
}

export interface Diagnosis extends Report {
  readonly folder: string;
  /** A server was at work: what it wrote meanwhile may be left out. */
  readonly isRunning: boolean;
  /** What was mended; the findings are those of a second examination then. */
  readonly done: readonly string[];
}

/**
 * Examines a data folder, beside a server too. With `repairs` it mends what can be mended, in a
 * folder in which no server is at work. Throws `CommandFailed` or `StorageError`.
 */
export const runDoctor = async (options: DoctorOptions): Promise<Diagnosis> => {
  const folder = resolve(options.dataDir);
  if (!existsSync(join(folder, logFile)))
    throw new CommandFailed(
      `There is no ${logFile} in ${folder}: set DATA_DIR as the server has it, or say ` +
        '`--data <folder>`. If the file was lost, restore a backup.',
    );
  try {
    return options.repairs ? await mend(folder, options) : await look(folder, options);
  } catch (error) {
    throw toCommandFailed(error, `${folder} could not be examined`);
  }
};

const look = async (folder: string, options: DoctorOptions): Promise<Diagnosis> => {
  const isRunning = await isTaken(folder);
  const report = await readAndExamine(folder, isRunning, options);
  return { ...report, folder, isRunning, done: [] };
};

const readAndExamine = async (
  folder: string,
  isRunning: boolean,
  { now, progress }: DoctorOptions,
): Promise<Report> => {
  const reading = readSqliteStorage(folder);
  try {
    await refuseOtherVersions(folder, reading);
    return await examine({ folder, reading, isRunning, now, progress });
  } finally {
    // One that could not be opened cannot be closed either; the report says so.
    await reading.close().catch(() => {});
  }
};

const mend = async (folder: string, options: DoctorOptions): Promise<Diagnosis> => {
  const { now, from } = options;
  if (from !== null) await readBackup(from);
  // Before anything is opened to write, which a damaged file may not survive.
  const lock = await lockFolder(folder, patience);
  const first = await readAndExamine(folder, false, options).finally(lock.release);
  const isOpenable = !first.findings.some(({ part, isFault }) => part === 'files' && isFault);
  if (!isOpenable) return { ...first, folder, isRunning: false, done: [] };
  const storage = await openSqliteStorage(folder);
  const backup = from === null ? null : readSqliteStorage(from);
  const done = await repairAll(first.findings, { folder, storage, from: backup, now }).finally(
    async () => {
      await backup?.close();
      await storage.close();
    },
  );
  const report = await readAndExamine(folder, false, options);
  return { ...report, folder, isRunning: false, done };
};

const patience = 500;

/** Looks whether a server holds the folder, without making anything there. */
const isTaken = async (folder: string): Promise<boolean> => {
  if (!existsSync(join(folder, lockFile))) return false;
  const lock = await lockFolder(folder, 0).catch(() => null);
  await lock?.release();
  return lock === null;
};

const refuseOtherVersions = async (folder: string, reading: SqliteReading): Promise<void> => {
  const isOurs = await isOfThisVersion(reading).catch(() => true);
  if (!isOurs)
    throw new CommandFailed(
      `${folder} was written by another version of the program: start this version's server on ` +
        'it once, or run the doctor of the version that wrote it.',
    );
};
