import { pino } from 'pino';
import {
  createDocuments,
  createWriters,
  type Documents,
  type LiveDocument,
  type Writers,
} from '../../../server/documents/index.ts';
import { openSqliteStorage, type SqliteStorage } from '../../../server/storage/sqlite/index.ts';
import { newSyncedDoc } from '../../../server/sync/index.ts';
import type { Limits } from '../../../shared/model/index.ts';
import { temporaryFolder } from '../../storage/temporaryFolder.ts';
import { type FickleLog, fickleLog } from '../../sync/support/fickleLog.ts';

export interface DocumentsOnDisk {
  readonly documents: Documents;
  readonly writers: Writers;
  readonly log: FickleLog;
  readonly storage: SqliteStorage;
  /** Moves the clock on. */
  pass(ms: number): void;
  /** Says what is connected to. */
  watch(isWatched: (live: LiveDocument) => boolean): void;
  /** The same files in a new process, in this time zone. */
  reopen(timeZone?: string): Promise<DocumentsOnDisk>;
  remove(): Promise<void>;
}

/** The documents of a server on real SQLite files, with a clock of their own. */
export const documentsOnDisk = async (limits?: Limits): Promise<DocumentsOnDisk> => {
  const folder = await temporaryFolder();
  return openIn(folder.path, folder.remove, 'UTC', limits);
};

const openIn = async (
  path: string,
  remove: () => Promise<void>,
  timeZone: string,
  limits: Limits | undefined,
): Promise<DocumentsOnDisk> => {
  const storage = await openSqliteStorage(path);
  const log = fickleLog(storage.log);
  let time = 1_800_000_000_000;
  let isWatched = (_: LiveDocument): boolean => false;
  const documents = createDocuments({
    log,
    blobs: storage.blobs,
    logger: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
    now: () => time,
    newDoc: newSyncedDoc,
    isWatched: (live) => isWatched(live),
    timeZone,
    ...(limits !== undefined && { limits }),
  });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    log.resume();
    await documents.close();
    await storage.close();
  };
  return {
    documents,
    writers: createWriters(documents, storage.blobs),
    log,
    storage,
    pass: (ms) => {
      time += ms;
    },
    watch: (watching) => {
      isWatched = watching;
    },
    reopen: async (zone = timeZone) => {
      await close();
      return openIn(path, remove, zone, limits);
    },
    remove: async () => {
      await close();
      await remove();
    },
  };
};
