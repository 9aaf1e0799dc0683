import type { Logger } from 'pino';
import type { LedgerTable } from '../../shared/documents/index.ts';
import type { Documents } from '../documents/index.ts';
import { StorageError } from '../storage/errors.ts';
import type { LogStore } from '../storage/port.ts';
import type { Formulas } from './formulas.ts';
import { createLedgerRows, type LedgerRows } from './ledgerRows.ts';
import type { ProjectionStore, RowPlace, StoredRow } from './projectionStore.ts';
import { readRows } from './readLedger.ts';
import { livePage, liveRow } from './readLive.ts';

/**
 * Rows of all ledgers as plain SQL rows, each ledger following the log with a cursor of its own and
 * waiting for no other. Events say which rows to look at; what they hold is read from the live document, computed where formulas
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
  readonly log: Pick<LogStore, 'events' | 'lastEventId'>;
  readonly documents: Pick<Documents, 'open' | 'find' | 'onCommitted'>;
  readonly formulas: Formulas;
  readonly logger: Logger;
  /** All ledgers: what was written before this ran is looked for. */
  readonly ledgers: () => Promise<readonly string[]>;
}

/** ms; only how soon rows follow while nobody asks for them. */
const lookEvery = 1_000;
/** Ledgers that are followed at once while nobody asks: one that takes long is not waited for. */
const followedAtOnce = 4;

export const createProjection = async (options: ProjectionOptions): Promise<Projection> => {
  const { documents, formulas, logger } = options;
  const ledgers = new Map<string, LedgerRows>();
  /** Ledgers of which something may be in the log that is not in the rows. */
  const due = new Set<string>();
  /** Those that could not be followed: told once. */
  const failing = new Set<string>();
  let isClosed = false;
  /** The disk is full. */
  let isStuck = false;

  const rowsOf = (ledger: string): LedgerRows => {
    const known = ledgers.get(ledger);
    if (known !== undefined) return known;
    const rows = createLedgerRows(ledger, { ...options, isClosed: () => isClosed });
    ledgers.set(ledger, rows);
    return rows;
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

  const follow = async (ledger: string): Promise<void> => {
    const wasDue = due.delete(ledger);
    try {
      if (!(await hasRoomFor(rowsOf(ledger).follow))) due.add(ledger);
      failing.delete(ledger);
    } catch (error) {
      if (wasDue) due.add(ledger);
      if (isClosed || failing.has(ledger)) return;
      failing.add(ledger);
      logger.error({ err: error, ledger }, 'rows of a ledger cannot be read now');
    }
  };

  /** Ledgers to look at, in the order in which they came, and how many are being looked at. */
  const queue = new Set<string>();
  let following = 0;
  const goOn = (): void => {
    for (const ledger of queue) {
      if (following >= followedAtOnce || isClosed) return;
      queue.delete(ledger);
      // One that is being read or written comes up to now by itself, or is due again.
      if (ledgers.get(ledger)?.isBusy === true) continue;
      following++;
      void follow(ledger).finally(() => {
        following--;
        goOn();
      });
    }
  };
  const look = (): void => {
    for (const ledger of [...due, ...ledgers.keys()]) queue.add(ledger);
    goOn();
  };
  const stopListening = documents.onCommitted(({ address }) => {
    if (address.kind === 'ledger') due.add(address.ledger);
  });
  // Only now: what is committed meanwhile has been told.
  for (const ledger of await options.ledgers()) due.add(ledger);
  const looking = setInterval(look, lookEvery);
  looking.unref();

  const reachNow = (ledger: string, table: string): Promise<void> => rowsOf(ledger).reach(table);

  /** Rows of the table that `choose` answers the numbers of, as they are on disk. */
  const readLive = async (
    ledger: string,
    tableId: string,
    choose: (table: LedgerTable) => readonly number[],
  ): Promise<readonly StoredRow[]> => {
    const live = await documents.open(`ledger/${ledger}`);
    const standing = await formulas.of(tableId, ledger);
    const table = live.content.ledger!.table(tableId);
    const read = await readRows({ ledger, tableId }, table, choose(table), standing);
    await live.commits.settled();
    return read.map(({ id, orderKey, cells }) => ({ id, orderKey, cells }));
  };

  return {
    page: async (ledger, table, after, limit) =>
      (await hasRoomFor(() => reachNow(ledger, table)))
        ? options.store.page(ledger, table, after, limit)
        : readLive(ledger, table, (live) => livePage(live, after, limit)),
    row: async (ledger, table, id) =>
      (await hasRoomFor(() => reachNow(ledger, table)))
        ? options.store.row(ledger, table, id)
        : ((await readLive(ledger, table, (live) => liveRow(live, id)))[0] ?? null),
    close: async () => {
      isClosed = true;
      clearInterval(looking);
      stopListening();
      for (const rows of ledgers.values()) await rows.idle();
    },
  };
};
