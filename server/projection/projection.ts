import type { Logger } from 'pino';
import type { LedgerTable } from '../../shared/documents/index.ts';
import type { LedgerEvent } from '../../shared/model/index.ts';
import { parseDocumentName } from '../../shared/protocol/documents.ts';
import type { Documents } from '../documents/index.ts';
import { StorageError } from '../storage/errors.ts';
import type { LogStore } from '../storage/port.ts';
import type { Formulas } from './formulas.ts';
import { createLedgerRows } from './ledgerRows.ts';
import type { ProjectionStore, RowPlace, StoredRow } from './projectionStore.ts';
import { readRows } from './readLedger.ts';
import { livePage, liveRow } from './readLive.ts';

/**
 * Rows of all ledgers as plain SQL rows, following the log with a cursor of its own. Events say
 * which rows to look at; what they hold is read from the live document, computed where formulas
 * say so, and stored here only when it is durable there. Nothing here ever holds up an append.
 */
export interface Projection {
  /**
   * Rows of a table that are listed, in order, as of the last commit before the call or later, with
   * results of the formulas that stand then.
   * Where there is no room to project them they are read from the document, which takes longer.
   * Throws `DocumentBroken` when the ledger or the workspace cannot be read now.
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
  readonly documents: Pick<Documents, 'open' | 'find' | 'onLeaving'>;
  readonly formulas: Formulas;
  readonly logger: Logger;
  /** All ledgers: their rows are read when the projection's file is new. */
  readonly ledgers: () => Promise<readonly string[]>;
}

const eventsAtOnce = 500;
/** ms; only how soon rows follow while nobody asks for them. */
const lookEvery = 1_000;

export const createProjection = async (options: ProjectionOptions): Promise<Projection> => {
  const { store, log, documents, formulas, logger } = options;
  const [progress, last] = [await store.progress(), await log.lastEventId()];
  /** New, or left over from a log that was since replaced by a backup. */
  const isNew = progress === null || progress > last;
  /** Every event up to this one is in the rows. */
  let cursor = isNew ? last : progress;
  let isClosed = false;
  /** The disk is full. */
  let isStuck = false;
  const rows = createLedgerRows({
    store,
    documents,
    formulas,
    logger,
    cursor: () => cursor,
    isClosed: () => isClosed,
  });

  const catchUp = async (event: number): Promise<void> => {
    while (cursor < event && !isClosed) {
      const events = await log.eventsAfter(cursor, eventsAtOnce);
      const last = events.at(-1);
      if (last === undefined) return;
      for (const [ledger, ofLedger] of byLedger(events)) await rows.follow(ledger, ofLedger);
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

  /** Everything that was committed before the call is in the table's rows. */
  const reachNow = async (ledger: string, table: string): Promise<void> => {
    const event = await log.lastEventId();
    if (cursor >= event && (await rows.isCurrent(ledger, table))) return;
    await inTurn(async () => {
      await catchUp(event);
      await rows.ensureCurrent(ledger, table);
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
    if (address.kind === 'ledger' && reason === 'generation') rows.forget(address.ledger);
  });
  const tellFailure =
    (what: string) =>
    (error: unknown): void => {
      if (!isClosed) logger.error({ err: error }, what);
    };
  const look = (): void => {
    const follow = async (): Promise<void> => {
      await catchUp(await log.lastEventId());
      await rows.ensureOpened();
    };
    hasRoomFor(() => inTurn(follow)).catch(tellFailure('the projection could not follow the log'));
  };
  const looking = setInterval(look, lookEvery);
  looking.unref();
  if (isNew)
    inTurn(async () => {
      await store.clear(null);
      for (const ledger of await options.ledgers()) await rows.follow(ledger, []);
      await store.put([], cursor);
    }).catch(tellFailure('rows could not all be read'));

  /** Rows of the table that `choose` answers the numbers of, as they are on disk. */
  const readLive = async (
    ledger: string,
    tableId: string,
    choose: (table: LedgerTable) => readonly number[],
  ): Promise<readonly StoredRow[]> => {
    const live = await documents.open(`ledger/${ledger}`);
    const standing = await formulas.of(tableId);
    const table = live.content.ledger!.table(tableId);
    const read = await readRows({ ledger, tableId }, table, choose(table), standing);
    await live.commits.settled();
    return read.map(({ id, orderKey, cells }) => ({ id, orderKey, cells }));
  };

  return {
    page: async (ledger, table, after, limit) =>
      (await hasRoomFor(() => reachNow(ledger, table)))
        ? store.page(ledger, table, after, limit)
        : readLive(ledger, table, (live) => livePage(live, after, limit)),
    row: async (ledger, table, id) =>
      (await hasRoomFor(() => reachNow(ledger, table)))
        ? store.row(ledger, table, id)
        : ((await readLive(ledger, table, (live) => liveRow(live, id)))[0] ?? null),
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
