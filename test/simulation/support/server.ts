import { pino } from 'pino';
import { createAccess } from '../../../server/access/index.ts';
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
  type Projection,
  type ProjectionTables,
} from '../../../server/projection/index.ts';
import type { Storage } from '../../../server/storage/port.ts';
import type { SqliteFile } from '../../../server/storage/sqlite/index.ts';
import { createReception, isWatched, newSyncedDoc } from '../../../server/sync/index.ts';
import { checkSegment } from '../../../shared/documents/checkSegment.ts';
import { computer } from './computer.ts';
import { aliveOnly } from './disk.ts';
import type { Listener } from './network.ts';
import type { Program, VirtualTime } from './virtualTime.ts';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One life of the server. */
export interface RunningServer {
  readonly program: Program;
  readonly listener: Listener;
  readonly documents: Documents;
  readonly writers: Writers;
  readonly projection: Projection;
  readonly access: ReturnType<typeof createAccess>;
  request(request: Request): Promise<Answer>;
  /** As at SIGTERM: what is under way is finished and stored. */
  stop(): Promise<void>;
  /** Nothing of it happens any more. */
  die(): void;
}

export interface ServerParts {
  readonly time: VirtualTime;
  readonly program: Program;
  readonly storage: Storage;
  readonly rows: SqliteFile<ProjectionTables>;
}

/** As `server/main.ts` puts it together, without sockets of the machine and without processes. */
export const startServer = async ({
  time,
  program,
  storage,
  rows,
}: ServerParts): Promise<RunningServer> => {
  const { log, blobs, accounts } = storage;
  const now = (): number => time.now;
  const logger = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
  const access = createAccess(accounts, now);
  const loading = { log, blobs, logger, now, timeZone: 'UTC' };
  const documents = createDocuments({ ...loading, newDoc: newSyncedDoc, isWatched });
  const writers = createWriters(documents, blobs);
  const reception = createReception({ documents, access, logger });
  const ledgers = async () => (await accounts.ledgers()).map(({ id }) => id);
  const formulas = createFormulas({ documents, computing, now });
  const projection = await createProjection({
    store: aliveOnly(program, openProjectionStore(rows), time),
    log,
    documents,
    formulas,
    logger,
    ledgers,
  });
  const notes = await createNotes({
    store: aliveOnly(program, openNotesStore(rows), time),
    log,
    documents,
    readNote: createNoteReader(documents, log),
    logger,
  });
  const since = await createSince({
    store: aliveOnly(program, openSinceStore(rows), time),
    log,
    documents,
    logger,
    ledgers,
  });
  const app = await createHttp({
    access,
    publicUrl: null,
    log: logger,
    people: { savePerson: async () => {} },
    onSetup: async () => {},
    clientFolder: null,
    extraRoutes: (routes) =>
      dataRoutes(routes, {
        ...{ access, writers, projection, notes, since, formulas, log, blobs, now },
        segmentChecks,
        recover: createRecovery(documents, log, access.level),
      }),
  });
  await app.ready();
  const requests = new Set<Promise<Answer>>();
  let isStopping = false;

  const answer = async ({ method, path, headers, body }: Request): Promise<Answer> => {
    const response = await app.inject({
      method: method as 'GET',
      url: path,
      headers,
      payload: body,
    });
    return {
      status: response.statusCode,
      headers: response.headers as Record<string, string>,
      body: response.rawPayload,
    };
  };

  return {
    program,
    documents,
    writers,
    projection,
    access,
    listener: {
      program,
      connect: (socket, cookie) => {
        access.authenticate({ cookie }).then(
          (actor) => {
            if (isStopping || program.isDead) socket.terminate();
            else reception.receive(socket as never, actor, null);
          },
          () => socket.terminate(),
        );
      },
    },
    request: (request) => {
      const answered = time.loose(program, answer(request));
      requests.add(answered);
      const forget = (): void => void requests.delete(answered);
      answered.then(forget, forget);
      return answered;
    },
    stop: async () => {
      isStopping = true;
      reception.close();
      await Promise.allSettled(requests);
      await app.close();
      await projection.close();
      await notes.close();
      await since.close();
      await documents.close();
      program.isDead = true;
    },
    die: () => {
      isStopping = true;
      program.isDead = true;
      reception.close();
      // Only their timers end: nothing that they ask of the disk is answered any more.
      for (const part of [projection, notes, since, documents]) part.close().catch(() => {});
    },
  };
};

/** In this process: what limits time and memory has tests of its own. */
const computing = {
  compute: computer.compute,
  hasFailed: () => false,
};

const segmentChecks = {
  check: async (bytes: Uint8Array) => ({ ok: true, ...checkSegment(bytes) }) as const,
  close: async () => {},
};
