import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { LedgerTable } from '../../shared/documents/index.ts';
import type { LedgerEvent } from '../../shared/model/index.ts';
import { parseDocumentName } from '../../shared/protocol/documents.ts';
import { DocumentBroken, type Documents, type LiveDocument } from '../documents/index.ts';
import { StorageError } from '../storage/errors.ts';
import type { LogStore } from '../storage/port.ts';
import type { ProjectionStore, RowPlace, StoredRow } from './projectionStore.ts';
import { isCounted, rowReader, touchedRows } from './readLedger.ts';
import { livePage, liveRow } from './readLive.ts';

/**
 * Rows of all ledgers as plain SQL rows, following the log with a cursor of its own. Events say
 * which rows to look at; what they hold is read from the live document, and stored here only when
 * it is durable there. Nothing here ever holds up an append.
 */
export interface Projection {
  /**
   * Rows of a table that are listed, in order, as of the last commit before the call or later.
   * Where there is no room to project them they are read from the document, which takes longer.
   * Throws `DocumentBroken` when the ledger cannot be read now.
   */
  page(
    ledger: string,
    table: string,
    after: RowPlace | null,
    limit: number,
  ): Promise<readonly StoredRow[]>;
  /** One row that is listed, or null; as fresh as a page. */
  row(ledger: string, table: string, id: string): Promise<StoredRow | null>;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

export interface ProjectionOptions {
  readonly store: ProjectionStore;
  readonly log: Pick<LogStore, 'eventsAfter' | 'lastEventId'>;
  readonly documents: Pick<Documents, 'open' | 'onLeaving'>;
  readonly logger: Logger;
  /** All ledgers: their rows are read when the projection's file is new. */
  readonly ledgers: () => Promise<readonly string[]>;
}

const eventsAtOnce = 500;
/** A thousand rows of 20 columns are read in about 10 ms. */
const rowsAtOnce = 1_000;
/** ms; only how soon rows follow while nobody asks for them. */
const lookEvery = 1_000;

export const createProjection = async (options: ProjectionOptions): Promise<Projection> => {
  const { store, log, documents, logger } = options;
  const [progress, last] = [await store.progress(), await log.lastEventId()];
  /** New, or left over from a log that was since replaced by a backup. */
  const isNew = progress === null || progress > last;
  /** Every event up to this one is in the rows. */
  let cursor = isNew ? last : progress;
  /** Ledgers whose rows are known to come from their current generation. */
  const current = new Set<string>();
  let isClosed = false;
  /** The disk is full. */
  let isStuck = false;

  const readInto = async (
    live: LiveDocument,
    ledger: string,
    rows: ReadonlyMap<string, readonly number[]>,
  ): Promise<void> => {
    for (const [tableId, numbers] of rows)
      for (let from = 0; from < numbers.length; from += rowsAtOnce) {
        const table = live.content.ledger!.table(tableId);
        const read = rowReader(ledger, tableId, table);
        const projected = numbers
          .slice(from, from + rowsAtOnce)
          .filter((row) => isCounted(table, row))
          .map(read);
        // What was read may be newer than its commit, and must not be here without it.
        await live.commits.settled();
        await store.put(projected, cursor);
        await setImmediate();
      }
  };

  const rebuild = async (ledger: string): Promise<void> => {
    await store.clear(ledger);
    current.delete(ledger);
    const live = await documents.open(`ledger/${ledger}`);
    const content = live.content.ledger!;
    const rows = new Map(
      content.tables().map((id) => {
        const { size } = content.table(id);
        return [id, Array.from({ length: size }, (_, row) => row)];
      }),
    );
    await readInto(live, ledger, rows);
    await store.complete(ledger, live.generation);
    if (live.isOpen) current.add(ledger);
    logger.info({ ledger, tables: rows.size }, 'rows were read anew');
  };

  /** The live ledger, its rows all projected from this generation but for what events tell. */
  const ensureCurrent = async (ledger: string): Promise<void> => {
    if (current.has(ledger)) return;
    const live = await documents.open(`ledger/${ledger}`);
    if ((await store.generation(ledger)) === live.generation) current.add(ledger);
    else await rebuild(ledger);
  };

  const follow = async (ledger: string, events: readonly LedgerEvent[]): Promise<void> => {
    try {
      await ensureCurrent(ledger);
      const live = await documents.open(`ledger/${ledger}`);
      await readInto(live, ledger, touchedRows(live.content.ledger!, events));
    } catch (error) {
      if (!(error instanceof DocumentBroken)) throw error;
      // It must not hold up the others: its rows are read anew when it can be read.
      logger.warn({ err: error, ledger }, 'rows of a ledger cannot be read now');
      current.delete(ledger);
      await store.clear(ledger);
    }
  };

  const catchUp = async (event: number): Promise<void> => {
    while (cursor < event && !isClosed) {
      const events = await log.eventsAfter(cursor, eventsAtOnce);
      const last = events.at(-1);
      if (last === undefined) return;
      for (const [ledger, ofLedger] of byLedger(events)) await follow(ledger, ofLedger);
      await store.put([], last.id);
      cursor = last.id;
    }
  };

  /** False when there was no room for what `work` had to write; it can be done again. */
  const hasRoomFor = async (work: () => Promise<void>): Promise<boolean> => {
    const wasStuck = isStuck;
    try {
      await work();
      isStuck = false;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      isStuck = true;
      if (!wasStuck) logger.warn({ err: error }, 'rows cannot be projected now');
      return false;
    }
    if (wasStuck) logger.info('rows are projected again');
    return true;
  };

  /** Everything that was committed before the call is in the ledger's rows. */
  const reachNow = async (ledger: string): Promise<void> => {
    const event = await log.lastEventId();
    if (cursor >= event && current.has(ledger)) return;
    await inTurn(async () => {
      await catchUp(event);
      await ensureCurrent(ledger);
    });
  };

  let turn: Promise<unknown> = Promise.resolve();
  /** One at a time: rows are written in the order in which they were read. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };

  const stopListening = documents.onLeaving(({ address }, reason) => {
    if (address.kind === 'ledger' && reason === 'generation') current.delete(address.ledger);
  });
  const look = (): void => {
    hasRoomFor(() => inTurn(async () => catchUp(await log.lastEventId()))).catch((error: unknown) =>
      logger.error({ err: error }, 'the projection could not follow the log'),
    );
  };
  const looking = setInterval(look, lookEvery);
  looking.unref();
  if (isNew)
    inTurn(async () => {
      await store.clear(null);
      for (const ledger of await options.ledgers()) await follow(ledger, []);
      await store.put([], cursor);
    }).catch((error: unknown) => logger.error({ err: error }, 'rows could not all be read'));

  /** The table as it is on disk, read by `read`. */
  const readLive = async <T>(
    ledger: string,
    table: string,
    read: (table: LedgerTable) => T,
  ): Promise<T> => {
    const live = await documents.open(`ledger/${ledger}`);
    const found = read(live.content.ledger!.table(table));
    await live.commits.settled();
    return found;
  };

  return {
    page: async (ledger, table, after, limit) =>
      (await hasRoomFor(() => reachNow(ledger)))
        ? store.page(ledger, table, after, limit)
        : readLive(ledger, table, (live) => livePage(live, after, limit)),
    row: async (ledger, table, id) =>
      (await hasRoomFor(() => reachNow(ledger)))
        ? store.row(ledger, table, id)
        : readLive(ledger, table, (live) => liveRow(live, id)),
    close: async () => {
      isClosed = true;
      clearInterval(looking);
      stopListening();
      await turn;
    },
  };
};

const byLedger = (events: readonly LedgerEvent[]): ReadonlyMap<string, LedgerEvent[]> => {
  const ledgers = new Map<string, LedgerEvent[]>();
  for (const event of events) {
    const address = parseDocumentName(event.document);
    if (address?.kind !== 'ledger') continue;
    const list = ledgers.get(address.ledger);
    if (list === undefined) ledgers.set(address.ledger, [event]);
    else list.push(event);
  }
  return ledgers;
};
