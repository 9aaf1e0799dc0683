import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import { pino } from 'pino';
import * as Y from 'yjs';
import { createDocuments, type LiveDocument } from '../../../server/documents/index.ts';
import { openSqliteStorage } from '../../../server/storage/sqlite/index.ts';

/** What a ledger weighs, on disk and in memory. Times in ms, the rest in bytes. */
export interface LedgerWeight {
  readonly load: number;
  readonly heap: number;
  /** Of the document's own state, as a client takes it. */
  readonly state: number;
  /** Of the segments that it names, packed. */
  readonly segments: number;
  readonly clients: number;
  readonly rows: number;
  /** Of the files, and of what is in them. */
  readonly files: Readonly<Record<string, number>>;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Loads `ledger` from the files of `folder`, several times; the medians count. */
export const weighLedger = async (
  folder: string,
  ledger: string,
  repetitions: number,
): Promise<LedgerWeight> => {
  const loads: number[] = [];
  const heaps: number[] = [];
  let found: Omit<LedgerWeight, 'load' | 'heap' | 'files'> | null = null;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const storage = await openSqliteStorage(folder);
    const documents = createDocuments({
      log: storage.log,
      blobs: storage.blobs,
      logger: pino({ level: 'silent' }),
      now: Date.now,
      newDoc: () => new Y.Doc(),
      isWatched: () => false,
      timeZone: 'UTC',
    });
    const before = heapNow();
    const began = performance.now();
    const live = await documents.open(`ledger/${ledger}`);
    loads.push(performance.now() - began);
    readEverything(live);
    heaps.push(heapNow() - before);
    found ??= await describe(live, storage.blobs);
    await documents.close();
    await storage.close();
  }
  return { ...found!, load: median(loads), heap: median(heaps), files: await filesOf(folder) };
};

const heapNow = (): number => {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** As the first look at a ledger does: every column of every table. */
const readEverything = ({ content }: LiveDocument): void => {
  const ledger = content.ledger!;
  for (const id of ledger.tables()) {
    const table = ledger.table(id);
    for (const column of table.columns()) {
      const read = table.scan(column);
      for (let row = 0; row < table.size; row++) read(row);
    }
  }
};

const describe = async (
  { content, doc }: LiveDocument,
  blobs: { packedSegment(hash: string): Promise<Uint8Array | null> },
): Promise<Omit<LedgerWeight, 'load' | 'heap' | 'files'>> => {
  const ledger = content.ledger!;
  let segments = 0;
  for (const { hash } of ledger.segmentReferences())
    segments += (await blobs.packedSegment(hash))!.byteLength;
  return {
    state: Y.encodeStateAsUpdate(doc).byteLength,
    segments,
    clients: doc.store.clients.size,
    rows: ledger.tables().reduce((sum, id) => sum + ledger.table(id).size, 0),
  };
};

const filesOf = async (folder: string): Promise<Record<string, number>> => {
  const storage = await openSqliteStorage(folder);
  const { log, blobs } = storage.files;
  const sum = async (file: typeof log | typeof blobs, query: string): Promise<number> => {
    const { rows } = await sql.raw<{ sum: number | null }>(query).execute(file.reader as never);
    return Number(rows[0]?.sum ?? 0);
  };
  const inside = {
    updates: await sum(log, 'select sum(length(bytes)) as sum from updates'),
    events: await sum(log, 'select sum(octet_length(body)) as sum from events'),
    bindings: await sum(log, 'select count(*) as sum from bindings'),
    retiredIds: await sum(log, 'select sum(length(stateVector)) as sum from closedGenerations'),
    snapshots: await sum(blobs, 'select sum(length(bytes)) as sum from snapshots'),
    allSegments: await sum(blobs, 'select sum(length(bytes)) as sum from segments'),
  };
  await storage.close();
  const size = async (name: string) => (await stat(join(folder, name))).size;
  return { ...inside, 'log.db': await size('log.db'), 'blobs.db': await size('blobs.db') };
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1]!;
