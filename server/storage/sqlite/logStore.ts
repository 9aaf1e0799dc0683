import type { Kysely } from 'kysely';
import { checksum, snapshotPlace } from '../checksum.ts';
import { OutOfStep, StorageError } from '../errors.ts';
import { groupCommit } from '../groupCommit.ts';
import { begins, isStored } from '../place.ts';
import type { AppendEntry, LogStore } from '../port.ts';
import { appendGroup, firstGeneration, readHeads, toUpdateRow, writeHeads } from './appendGroup.ts';
import type { BlobTables } from './blobTables.ts';
import { closeGeneration, readClosed } from './closedGenerations.ts';
import { eventsOf, eventsOfAll } from './events.ts';
import type { SqliteFile } from './file.ts';
import { loadDocument } from './loadDocument.ts';
import type { LogTables } from './logTables.ts';
import { reading } from './reading.ts';
import { keptSnapshots } from './snapshots.ts';
import { storing } from './storing.ts';

export interface SqliteLogStore extends LogStore {
  readonly stats: LogStats;
  idle(): Promise<void>;
}

/** How much the group commit saves. */
export interface LogStats {
  appends: number;
  commits: number;
}

const largestGroup = 256;

/** The disk is full, broken, read-only or taken: trying one by one would only take long. */
const isOfTheDisk = (error: unknown): boolean =>
  error instanceof StorageError &&
  /SQLITE_(FULL|IOERR|READONLY|BUSY|LOCKED|CORRUPT|NOTADB|CANTOPEN|NOMEM|MISUSE|PROTOCOL)/.test(
    error.message,
  );

export const openLogStore = (
  log: SqliteFile<LogTables>,
  blobs: SqliteFile<BlobTables>,
): SqliteLogStore => {
  const stats: LogStats = { appends: 0, commits: 0 };
  const group = groupCommit<AppendEntry, { eventId: number | null }>(
    async (entries) => {
      const outcomes = await storing('the log', () =>
        log.writer.transaction().execute((trx) => appendGroup(trx, entries)),
      );
      stats.commits += 1;
      stats.appends += outcomes.filter(({ ok }) => ok).length;
      return outcomes;
    },
    largestGroup,
    isOfTheDisk,
  );

  return {
    stats,
    idle: group.idle,
    append: group.add,
    load: (document) => loadDocument(log.reader, blobs.reader, document),

    snapshot: (document, generation, seq, state) =>
      storing('a snapshot', async () => {
        const head = (await readHeads(log.reader, [document])).get(document) ?? null;
        if (!isStored(head, { generation, seq }))
          throw new OutOfStep(document, { generation, seq }, head);
        const row = {
          document,
          generation,
          seq,
          bytes: state,
          checksum: checksum(snapshotPlace(document, generation, seq), state),
        };
        const older = await keptSnapshots(blobs.writer, row);
        if (older !== null) await trimLog(log.writer, document, generation, older);
      }),

    startGeneration: (document, { generation, finalStateVector, state, at, isLeap = false }) =>
      storing('a new generation', async () => {
        await log.writer.transaction().execute(async (trx) => {
          const head = (await readHeads(trx, [document])).get(document) ?? null;
          if (!begins(head, generation, await firstGeneration(trx), isLeap))
            throw new OutOfStep(document, { generation, seq: 1 }, head);
          if (head !== null) {
            if (finalStateVector === null)
              throw new StorageError(`${document}: a closed generation needs its state vector`);
            const closed = { generation: head.generation, stateVector: finalStateVector };
            await closeGeneration(trx, document, closed, generation, at);
          }
          const first = { document, generation, seq: 1, at, by: null, update: state };
          await trx.insertInto('updates').values(toUpdateRow(first)).execute();
          await writeHeads(trx, [{ ...first, event: head?.event ?? 0 }]);
          for (const table of ['updates', 'bindings'] as const)
            await trx
              .deleteFrom(table)
              .where('document', '=', document)
              .where('generation', '<', generation - 1)
              .execute();
        });
        await blobs.writer
          .deleteFrom('snapshots')
          .where('document', '=', document)
          .where('generation', '<', generation - 1)
          .execute();
      }),

    firstGeneration: () => firstGeneration(log.reader),

    heads: (prefix) =>
      reading('the log', () =>
        log.reader
          .selectFrom('heads')
          .select(['document', 'generation', 'seq'])
          .where('document', '>=', prefix)
          .where('document', '<', `${prefix}${behindAscii}`)
          .execute(),
      ),

    finalStateVector: (document, generation) =>
      reading(document, async () => {
        const head = (await readHeads(log.reader, [document])).get(document);
        const closed = await readClosed(log.reader, document, head?.generation ?? 1);
        return closed.find((one) => one.generation === generation)?.stateVector ?? null;
      }),

    knownCommands: (document, ids) =>
      reading(document, () => knownCommands(log.reader, document, ids)),

    eventsAfter: (id, limit) =>
      reading('the log', () => eventsOfAll(log.reader, { after: id, limit })),

    lastEventId: () =>
      reading('the log', async () => {
        const row = await log.reader
          .selectFrom('events')
          .select('id')
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirst();
        return row?.id ?? 0;
      }),

    events: (document, page) => reading(document, () => eventsOf(log.reader, document, page)),
  };
};

const behindAscii = '\u0080';
const idsPerQuery = 10_000;

const knownCommands = async (
  reader: Kysely<LogTables>,
  document: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  const known = new Set<string>();
  for (let from = 0; from < ids.length; from += idsPerQuery) {
    const rows = await reader
      .selectFrom('commands')
      .select('id')
      .where('document', '=', document)
      .where('id', 'in', ids.slice(from, from + idsPerQuery))
      .execute();
    for (const { id } of rows) known.add(id);
  }
  return known;
};

const trimLog = async (
  writer: Kysely<LogTables>,
  document: string,
  generation: number,
  through: number,
): Promise<void> => {
  await writer
    .deleteFrom('updates')
    .where('document', '=', document)
    .where('generation', '=', generation)
    .where('seq', '<=', through)
    .execute();
};
