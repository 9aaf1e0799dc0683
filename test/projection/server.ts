import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { ulid } from 'ulid';
import * as Y from 'yjs';
import {
  createDocuments,
  createNoteReader,
  createWriters,
  type Documents,
  type Writers,
} from '../../server/documents/index.ts';
import {
  createFormulas,
  createNotes,
  createProjection,
  createSince,
  type Formulas,
  type Notes,
  openNotesStore,
  openProjectionFile,
  openProjectionStore,
  openSinceStore,
  type Projection,
  type ProjectionStore,
  type Since,
} from '../../server/projection/index.ts';
import type { Storage } from '../../server/storage/port.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import { createComputing } from '../../server/workers/computing.ts';

/** Storage, documents and projection over real files, as the server has them. */
export interface DataServer {
  readonly storage: Storage;
  readonly documents: Documents;
  readonly writers: Writers;
  readonly projection: Projection;
  readonly notes: Notes;
  readonly since: Since;
  readonly formulas: Formulas;
  /** From now on projection.db cannot grow, as on a disk without room; or it can again. */
  fillProjection(isFull: boolean): Promise<void>;
  close(): Promise<void>;
}

export const shared = '01JD000000000000000000SHRD';

/** One process computes for all servers of a test; it ends with the test. */
const usual = createComputing(pino({ level: 'silent' }));

export const startData = async (
  folder: string,
  change: (store: ProjectionStore) => ProjectionStore = (store) => store,
  clock: { now(): number } = Date,
  computing = usual,
): Promise<DataServer> => {
  const logger = pino({ level: 'silent' });
  const storage = await openSqliteStorage(folder);
  const { log, blobs } = storage;
  const documents = createDocuments({
    log,
    blobs,
    logger,
    now: () => Date.now(),
    newDoc: () => new Y.Doc(),
    isWatched: () => false,
    timeZone: 'UTC',
  });
  const file = await openProjectionFile(join(folder, 'projection.db'), logger);
  const formulas = createFormulas({ documents, computing, now: () => clock.now() });
  const projection = await createProjection({
    store: change(openProjectionStore(file)),
    log,
    documents,
    formulas,
    logger,
    ledgers: async () => [shared],
  });
  const notes = await createNotes({
    store: openNotesStore(file),
    log,
    documents,
    readNote: createNoteReader(documents, log),
    logger,
  });
  const since = await createSince({
    store: openSinceStore(file),
    log,
    documents,
    logger,
    ledgers: async () => [shared],
  });
  return {
    storage,
    documents,
    writers: createWriters(documents, blobs),
    projection,
    notes,
    since,
    formulas,
    fillProjection: async (isFull) => {
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(file.writer);
      const most = isFull ? rows[0]!.page_count : 1_000_000;
      await sql.raw(`pragma max_page_count = ${most}`).execute(file.writer);
    },
    close: async () => {
      await projection.close();
      await notes.close();
      await since.close();
      await documents.close();
      await file.close();
      await storage.close();
    },
  };
};

export const newLayer = (): string => ulid();
