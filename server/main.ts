import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { createAccess } from './access/index.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import {
  createDocuments,
  createNoteReader,
  createRecovery,
  createSeeding,
  createWriters,
} from './documents/index.ts';
import { dataRoutes } from './http/dataRoutes.ts';
import { createHttp } from './http/index.ts';
import { createWorkspacePeople } from './http/workspacePeople.ts';
import { listen } from './listen.ts';
import { createLog, logConsole } from './log.ts';
import { toLoggedError } from './loggedError.ts';
import {
  createFormulas,
  createNotes,
  createProjection,
  createSince,
  openNotesStore,
  openProjectionFile,
  openProjectionStore,
  openSinceStore,
} from './projection/index.ts';
import { watchStalls } from './stalls.ts';
import { StorageError } from './storage/errors.ts';
import { openSqliteStorage } from './storage/sqlite/index.ts';
import { createSync, isWatched, newSyncedDoc } from './sync/index.ts';
import { createComputing } from './workers/computing.ts';
import { createSegmentChecks } from './workers/segmentChecks.ts';

/** Longer than any commit; a supervisor's patience is usually ten seconds. */
const stopWithin = 5_000;
/** ms for requests under way. One that hangs, by its sender or by a formula, is broken off. */
const answerWithin = 1_000;

/** Puts the server together and starts it. Answers its address and how to stop it. */
const start = async (
  { port, host, dataDir, publicUrl, timeZone }: Config,
  log: Logger,
): Promise<{ readonly address: string; stop(): Promise<void> }> => {
  const now = Date.now;
  const storage = await openSqliteStorage(dataDir);
  const { blobs } = storage;
  const rows = await openProjectionFile(join(dataDir, 'projection.db'), log);

  const access = createAccess(storage.accounts, now);
  const documents = createDocuments({
    log: storage.log,
    blobs,
    logger: log,
    now,
    newDoc: newSyncedDoc,
    isWatched,
    timeZone,
  });
  const writers = createWriters(documents, blobs);
  const sync = createSync({ documents, access, publicUrl, logger: log });
  const notes = await createNotes({
    store: openNotesStore(rows),
    log: storage.log,
    documents,
    readNote: createNoteReader(documents, storage.log),
    logger: log,
  });
  const computing = createComputing(log);
  const formulas = createFormulas({ documents, computing, now });
  const ledgers = async () => (await storage.accounts.ledgers()).map(({ id }) => id);
  const projection = await createProjection({
    store: openProjectionStore(rows),
    log: storage.log,
    documents,
    formulas,
    logger: log,
    ledgers,
  });
  const since = await createSince({
    store: openSinceStore(rows),
    log: storage.log,
    documents,
    logger: log,
    ledgers,
  });
  const segmentChecks = createSegmentChecks();
  const recover = createRecovery(documents, storage.log, access.level);

  const people = createWorkspacePeople(writers);
  await people
    .mend(await access.people.everyone())
    .catch((error: unknown) => log.error({ err: error }, 'people could not be compared'));

  const app = await createHttp({
    access,
    publicUrl,
    log,
    people,
    onSetup: createSeeding(writers, now),
    clientFolder: builtClient(),
    extraRoutes: (routes) =>
      dataRoutes(routes, {
        access,
        writers,
        projection,
        notes,
        since,
        formulas,
        log: storage.log,
        blobs,
        segmentChecks,
        recover,
        now,
      }),
  });
  app.server.on('upgrade', sync.handleUpgrade);
  await listen(app, { port, host });

  return {
    address: publicUrl ?? localAddress(app.server.address() as AddressInfo),
    stop: async () => {
      sync.close();
      const breakingOff = setTimeout(() => app.server.closeAllConnections(), answerWithin);
      await app.close();
      clearTimeout(breakingOff);
      // What the projection waits for may be a formula that takes long.
      await Promise.all([projection.close(), computing.close()]);
      await notes.close();
      await since.close();
      await documents.close();
      await segmentChecks.close();
      await rows.close();
      await storage.close();
    },
  };
};

/** `dist/client`, from the built server (`dist/server/main.js`) as from the sources. */
const builtClient = (): string | null => {
  const folders = ['../client', '../dist/client'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return folders.find((folder) => existsSync(join(folder, 'index.html'))) ?? null;
};

/** What to open in a browser on this machine. */
const localAddress = ({ address, family, port }: AddressInfo): string => {
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
};

const run = async (): Promise<void> => {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  logConsole(log, console);
  watchStalls(log);
  // What was acknowledged is on disk: starting anew is safer than going on in an unknown state.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, 'the server ends because of an error that nobody expected');
      process.exit(1);
    });

  const server = await start(config, log);
  process.stdout.write(`Suanpan 算盘: ${server.address}\n`);

  let isStopping = false;
  const stop = (signal: string): void => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error('stopping took too long; what was acknowledged is on disk');
      process.exit(1);
    }, stopWithin).unref();
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop);
};

run().catch((error: unknown) => {
  const isExpected = error instanceof ConfigError || error instanceof StorageError;
  process.stderr.write(`${isExpected ? error.message : JSON.stringify(toLoggedError(error))}\n`);
  process.exit(1);
});
