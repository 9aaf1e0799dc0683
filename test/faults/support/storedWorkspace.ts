import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import * as Y from 'yjs';
import { createDocuments, createWriters, type Documents } from '../../../server/documents/index.ts';
import { openSqliteStorage, type SqliteStorage } from '../../../server/storage/sqlite/index.ts';
import { newSyncedDoc } from '../../../server/sync/index.ts';
import { noteText } from '../../../shared/documents/noteText.ts';
import { writeLine } from '../../documents/support/noteWriting.ts';

const ledgerId = '01J0000000000000000000SHRD';
const ledger = `ledger/${ledgerId}`;
const rowId = (n: number): string => `01J${String(n).padStart(23, '0')}`;
const note = `note/${ledgerId}/${rowId(0)}`;
const names = ['workspace', ledger, note];
const commandIds = ['command 1', 'command 2', 'command 3'];

const openDocuments = ({ log, blobs }: SqliteStorage): Documents =>
  createDocuments({
    log,
    blobs,
    logger: pino({ level: 'silent' }),
    now: Date.now,
    newDoc: newSyncedDoc,
    isWatched: () => false,
    timeZone: 'UTC',
  });

/**
 * Fills a data folder with something of everything: a ledger of its third generation, sealed and
 * fresh rows, a note, events, snapshots. `killed` gets the files as `kill -9` would leave them.
 */
export const fillFolder = async (folder: string, killed: string): Promise<void> => {
  const rows = Array.from({ length: 501 }, (_, n) => ({
    id: rowId(n),
    values: { name: `Customer ${n}`, revenue: n },
  }));
  for (const life of [1, 2, 3]) {
    const storage = await openSqliteStorage(folder);
    const documents = openDocuments(storage);
    const writers = createWriters(documents, storage.blobs);
    if (life === 1) {
      const at = Date.now();
      await writers.addRows(ledgerId, { table: 'customers', rows, layer: rowId(9_999), at }, 'ada');
    } else await documents.rotate(ledger);
    for (let n = 0; n < 30; n++) {
      const cells = [{ row: rowId(n), column: 'name', value: `Name ${life}.${n}` }];
      const command = { type: 'setCells', table: 'customers', cells } as const;
      const ids = n < 1 ? [commandIds[life - 1]!] : [];
      await writers.applyLedger(ledgerId, [command], 'ada', { commandIds: ids });
      if (n === 10 || n === 20) await snapshot(storage, documents, ledger);
    }
    for (let line = 0; line < 5; line++) {
      const live = await documents.open(note);
      const doc = new Y.Doc();
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(live.doc));
      const before = Y.encodeStateVector(doc);
      writeLine(doc, `Line ${life}.${line}`);
      const received = live.receive(Y.encodeStateAsUpdate(doc, before), 'ada');
      if (!received.ok) throw new Error(received.reason);
      await live.commits.settled();
    }
    await documents.close();
    if (life === 3) await leaveKilled(storage, folder, killed);
    await storage.close();
  }
};

/** The last transactions of each file are such of which nobody asks: a power cut could have cut them. */
const leaveKilled = async (
  { log, blobs }: SqliteStorage,
  folder: string,
  killed: string,
): Promise<void> => {
  for (const name of ['ada', 'bert', 'cyd']) {
    const begun = { generation: 1, finalStateVector: null, state: new Uint8Array(2_000), at: 0 };
    await log.startGeneration(`me/${name}`, begun);
    await blobs.putSegment(name, Buffer.from(name));
  }
  mkdirSync(killed);
  for (const file of ['log.db', 'log.db-wal', 'blobs.db', 'blobs.db-wal'])
    copyFileSync(join(folder, file), join(killed, file));
};

const snapshot = async (
  { log }: SqliteStorage,
  documents: Documents,
  name: string,
): Promise<void> => {
  const live = await documents.open(name);
  const { seq, state } = live.takeState();
  await log.snapshot(name, live.generation, seq, state);
};

/** What is asked of a data folder → the answer, or how it was refused. */
export type Answers = ReadonlyMap<string, string | Error>;

/** Asks for all that a data folder holds. Throws when it cannot be opened. */
export const readFolder = async (storage: SqliteStorage): Promise<Answers> => {
  const documents = openDocuments(storage);
  const answers = new Map<string, string | Error>();
  const ask = async (question: string, answer: () => Promise<unknown>): Promise<void> => {
    const found = await answer().then(JSON.stringify, (error: Error) => error);
    answers.set(question, found);
  };
  const { log, blobs } = storage;
  for (const name of names) {
    await ask(`document ${name}`, async () => contentOf((await documents.open(name)).doc));
    await ask(`owners ${name}`, async () => [...((await log.load(name))?.clients ?? [])]);
    await ask(`events ${name}`, () => log.events(name, { after: 0, limit: 1_000 }));
    await ask(`later events ${name}`, () => log.events(name, { after: 20, limit: 10 }));
    for (const generation of [1, 2])
      await ask(`end of ${name} ${generation}`, async () => {
        const stateVector = await log.finalStateVector(name, generation);
        return stateVector === null ? null : [...stateVector];
      });
  }
  await ask('all events', () => log.eventsAfter(0, 1_000));
  await ask('commands', async () => [...(await log.knownCommands(ledger, commandIds))]);
  await ask('segments', async () => {
    const live = await documents.open(ledger);
    const hashes = [...live.doc.getMap<{ hash: string }>('segments:customers').values()];
    const sealed = await Promise.all(hashes.map(({ hash }) => blobs.segment(hash)));
    return sealed.map((bytes) => createHash('sha256').update(bytes!).digest('hex'));
  });
  await documents.close();
  return answers;
};

const contentOf = (doc: Y.Doc): unknown => {
  if (doc.share.has('root')) return noteText(doc);
  const maps = [...doc.share.keys()].sort().map((name) => [name, doc.getMap(name).toJSON()]);
  return maps.map(([name, map]) => [
    name,
    Object.entries(map as object).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
};
