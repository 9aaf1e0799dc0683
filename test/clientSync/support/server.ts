import { join } from 'node:path';
import { pino } from 'pino';
import { type Access, createAccess } from '../../../server/access/index.ts';
import {
  createDocuments,
  createNoteReader,
  createRecovery,
  createWriters,
  type Documents,
  type Writers,
} from '../../../server/documents/index.ts';
import { dataRoutes } from '../../../server/http/dataRoutes.ts';
import { createHttp } from '../../../server/http/index.ts';
import {
  createFormulas,
  createNotes,
  createProjection,
  createSince,
  openNotesStore,
  openProjectionStore,
  openSinceStore,
  projectionMigrations,
} from '../../../server/projection/index.ts';
import { openSqliteFile, openSqliteStorage } from '../../../server/storage/sqlite/index.ts';
import { createSync, isWatched, newSyncedDoc } from '../../../server/sync/index.ts';
import { createComputing } from '../../../server/workers/computing.ts';
import { createSegmentChecks } from '../../../server/workers/segmentChecks.ts';
import { builtInRecords } from '../../../shared/documents/index.ts';
import type { Level, Role } from '../../../shared/model/index.ts';
import { temporaryFolder } from '../../storage/temporaryFolder.ts';
import { type FickleLog, fickleLog } from '../../sync/support/fickleLog.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly cookie: string;
}

export interface TestServer {
  readonly origin: string;
  /** Its data folder. */
  readonly folder: string;
  readonly log: FickleLog;
  readonly documents: Documents;
  readonly writers: Writers;
  readonly access: Access;
  readonly owner: Person;
  /** The shared ledger. */
  readonly ledger: string;
  addPerson(name: string, role?: Role): Promise<Person>;
  addLedger(name: string): Promise<string>;
  setLevel(ledger: string, person: Person, level: Level | null): Promise<void>;
  /** Goes down, its disk untouched. */
  stop(): Promise<void>;
  /** Comes back on the same port. */
  start(): Promise<void>;
  end(): Promise<void>;
}

const password = 'correct horse';

/** The whole server on a real socket and real SQLite files, with the built-in tables. */
export const startServer = async (): Promise<TestServer> => {
  const folder = await temporaryFolder();
  let port = 0;
  let running = await run(folder.path, port);
  port = running.port;
  const { access, writers } = running;

  let ledger = '';
  const first = { name: 'Ada', email: 'ada@example.org', password, sample: null };
  const setup = await access.setup.run(first, async (made) => {
    ledger = made.ledger.id;
  });
  const origin = `http://127.0.0.1:${port}`;
  const person = async (id: string, name: string, role: Role): Promise<Person> => {
    const response = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ email: `${name.toLowerCase()}@example.org`, password }),
    });
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    await running.writers.applyWorkspace(
      [
        {
          type: 'setRecord',
          collection: 'people',
          id,
          properties: { name, color: '#7a4fb5', active: true },
        },
      ],
      null,
    );
    return { id, name, role, cookie };
  };
  await writers.applyWorkspace(builtInRecords(), null);
  const owner = await person(setup.user.id, 'Ada', 'owner');
  const ownerActor = {
    user: owner.id,
    name: owner.name,
    role: owner.role,
    via: 'session',
    credential: '',
  } as const;

  return {
    origin,
    folder: folder.path,
    get log() {
      return running.log;
    },
    get documents() {
      return running.documents;
    },
    get writers() {
      return running.writers;
    },
    get access() {
      return running.access;
    },
    owner,
    ledger,
    addPerson: async (name, role = 'member') => {
      const { people, links } = running.access;
      const email = `${name.toLowerCase()}@example.org`;
      const { user, secret } = await people.invite(ownerActor, { name, email, role });
      await links.accept(secret, password);
      return person(user.id, name, role);
    },
    addLedger: async (name) => (await running.access.ledgers.make(ownerActor, name)).id,
    setLevel: (ledger, { id }, level) =>
      running.access.ledgers.setMember(ownerActor, ledger, id, level),
    stop: () => running.stop(),
    start: async () => {
      running = await run(folder.path, port);
    },
    end: async () => {
      await running.stop();
      await folder.remove();
    },
  };
};

/** As `server/main.ts` puts it together. */
const run = async (folder: string, wanted: number) => {
  const storage = await openSqliteStorage(folder);
  const rows = await openSqliteFile(join(folder, 'projection.db'), projectionMigrations);
  const log = fickleLog(storage.log);
  const { blobs } = storage;
  const logger = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
  const access = createAccess(storage.accounts, Date.now);
  const loading = { log, blobs, logger, now: Date.now, timeZone: 'UTC' };
  const documents = createDocuments({ ...loading, newDoc: newSyncedDoc, isWatched });
  const writers = createWriters(documents, blobs);
  const sync = createSync({ documents, access, publicUrl: null, logger });
  const computing = createComputing(logger);
  const formulas = createFormulas({ documents, computing, now: Date.now });
  const ledgers = async () => (await storage.accounts.ledgers()).map(({ id }) => id);
  const projection = await createProjection({
    store: openProjectionStore(rows),
    log,
    documents,
    formulas,
    logger,
    ledgers,
  });
  const notes = await createNotes({
    store: openNotesStore(rows),
    log,
    documents,
    readNote: createNoteReader(documents, log),
    logger,
  });
  const since = await createSince({ store: openSinceStore(rows), log, documents, logger, ledgers });
  const segmentChecks = createSegmentChecks();
  const app = await createHttp({
    access,
    publicUrl: null,
    log: logger,
    people: { savePerson: async () => {} },
    onSetup: async () => {},
    clientFolder: null,
    extraRoutes: (routes) =>
      dataRoutes(routes, {
        access,
        writers,
        projection,
        notes,
        since,
        formulas,
        log,
        blobs,
        segmentChecks,
        recover: createRecovery(documents, log, access.level),
        now: Date.now,
      }),
  });
  app.server.on('upgrade', sync.handleUpgrade);
  await app.listen({ host: '127.0.0.1', port: wanted });
  const address = app.server.address();
  return {
    log,
    documents,
    writers,
    access,
    port: typeof address === 'object' && address !== null ? address.port : 0,
    stop: async () => {
      log.resume();
      sync.close();
      app.server.closeAllConnections();
      await app.close();
      await projection.close();
      await notes.close();
      await since.close();
      await computing.close();
      await documents.close();
      await segmentChecks.close();
      await rows.close();
      await storage.close();
    },
  };
};
