import type { Logger } from 'pino';
import type { Workspace } from '../../shared/documents/index.ts';
import {
  type Change,
  deletedColumn,
  isSystemColumn,
  type LedgerEvent,
  type MemberChange,
  sameValue,
} from '../../shared/model/index.ts';
import { parseDocumentName } from '../../shared/protocol/documents.ts';
import type { Documents } from '../documents/index.ts';
import { StorageError } from '../storage/errors.ts';
import type { LogStore } from '../storage/port.ts';
import { isDamagedEvent } from './damagedEvent.ts';
import type { CellTime, SinceStore } from './sinceStore.ts';
import { createTurns } from './turns.ts';

/**
 * When each row got its present value in a select column, as events tell. It follows the events of
 * each ledger with a cursor of its own, from the first one on, since a document does not know the
 * time. A row that was made with its value and kept it is not here: its id tells when that was.
 */
export interface Since {
  /**
   * JSON: row id → ms since 1970, as of the last commit before the call or later. Throws
   * `DocumentBroken` when the workspace cannot be read now.
   */
  of(ledger: string, table: string, column: string): Promise<string>;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

export interface SinceOptions {
  readonly store: SinceStore;
  readonly log: Pick<LogStore, 'events' | 'lastEventId'>;
  readonly documents: Pick<Documents, 'open' | 'onCommitted'>;
  readonly logger: Logger;
  /** All ledgers: what was written before this ran is looked for. */
  readonly ledgers: () => Promise<readonly string[]>;
}

const eventsAtOnce = 500;
/** ms; only how soon it follows while nobody asks. */
const lookEvery = 1_000;

export const createSince = async (options: SinceOptions): Promise<Since> => {
  const { store, log, documents, logger } = options;
  /** By ledger: events up to this one are told. */
  const cursors = new Map<string, number>();
  /** By ledger: events up to this one are told after the next start too. */
  const kept = new Map<string, number>();
  /** Ledgers of which something may be in the log that is not told. */
  const due = new Set<string>();
  // One at a time of a ledger, in the order of its events; ledgers do not wait.
  const { inTurn, isBusy, idle } = createTurns();
  let isClosed = false;
  let isStuck = false;

  const timesIn = async (events: readonly LedgerEvent[]): Promise<readonly CellTime[]> => {
    const workspace = (await documents.open('workspace')).content.workspace!;
    return cellTimes(events, workspace);
  };

  const cursorOf = async (ledger: string): Promise<number> => {
    const known = cursors.get(ledger);
    if (known !== undefined) return known;
    const stored = await store.progress(ledger);
    const isOfAnotherLog = stored > (await log.lastEventId());
    if (isOfAnotherLog) await store.clear(ledger);
    const cursor = isOfAnotherLog ? 0 : stored;
    cursors.set(ledger, cursor);
    kept.set(ledger, cursor);
    return cursor;
  };

  /**
   * Some events, and up to which one that is all; null behind the last. What a damaged one told is
   * lost, and must not hide what the others tell.
   */
  const eventsAfter = async (
    ledger: string,
    after: number,
    limit = eventsAtOnce,
  ): Promise<{ readonly events: readonly LedgerEvent[]; readonly reached: number | null }> => {
    try {
      const events = await log.events(`ledger/${ledger}`, { after, limit });
      return { events, reached: events.at(-1)?.id ?? null };
    } catch (error) {
      if (!isDamagedEvent(error, after)) throw error;
      if (limit > 1) return eventsAfter(ledger, after, limit >> 1);
      logger.error({ err: error, ledger }, 'times of cells lack a damaged event');
      return { events: [], reached: error.seq };
    }
  };

  /** Few edits are of a select column: the others are not worth a write each time. */
  const keep = async (
    ledger: string,
    times: readonly CellTime[],
    reached: number,
  ): Promise<void> => {
    if (times.length === 0 && reached - kept.get(ledger)! < eventsAtOnce) return;
    await store.put(ledger, times, reached);
    kept.set(ledger, reached);
  };

  const catchUp = async (ledger: string): Promise<void> => {
    const until = await log.lastEventId();
    for (let cursor = await cursorOf(ledger); cursor < until && !isClosed; ) {
      const { events, reached } = await eventsAfter(ledger, cursor);
      if (reached !== null) await keep(ledger, await timesIn(events), reached);
      cursor = reached ?? until;
      cursors.set(ledger, cursor);
    }
  };

  /** False when there was no room; it can be done again. */
  const reachNow = async (ledger: string): Promise<boolean> => {
    if ((cursors.get(ledger) ?? -1) >= (await log.lastEventId())) return true;
    try {
      await inTurn(ledger, () => catchUp(ledger));
      isStuck = false;
      return true;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      if (!isStuck) logger.warn({ err: error }, 'times of cells cannot be stored now');
      isStuck = true;
      return false;
    }
  };

  /** What is not stored yet, for want of room. */
  const later = async (
    ledger: string,
    table: string,
    column: string,
  ): Promise<ReadonlyMap<string, number>> => {
    const times = new Map<string, number>();
    for (let after = cursors.get(ledger) ?? 0; ; ) {
      const { events, reached } = await eventsAfter(ledger, after);
      for (const time of await timesIn(events))
        if (time.table === table && time.column === column) times.set(time.row, time.at);
      if (reached === null) return times;
      after = reached;
    }
  };

  /** Those that could not be followed: told once. */
  const failing = new Set<string>();
  const follow = async (ledger: string): Promise<void> => {
    due.delete(ledger);
    try {
      if (!(await reachNow(ledger))) due.add(ledger);
      failing.delete(ledger);
    } catch (error) {
      due.add(ledger);
      if (!failing.has(ledger)) logger.warn({ err: error, ledger }, 'times of cells wait');
      failing.add(ledger);
    }
  };
  const look = async (): Promise<void> => {
    for (const ledger of [...due]) if (!isBusy(ledger) && !isClosed) await follow(ledger);
  };
  const stopListening = documents.onCommitted(({ address }) => {
    if (address.kind === 'ledger') due.add(address.ledger);
  });
  // Only now: what is committed meanwhile has been told.
  for (const ledger of await options.ledgers()) due.add(ledger);
  const looking = setInterval(() => void look(), lookEvery);
  looking.unref();

  return {
    of: async (ledger, table, column) => {
      if (await reachNow(ledger)) return store.read(ledger, table, column);
      const pending = await later(ledger, table, column);
      const stored = JSON.parse(await store.read(ledger, table, column)) as Record<string, number>;
      return JSON.stringify({ ...stored, ...Object.fromEntries(pending) });
    },
    close: async () => {
      isClosed = true;
      clearInterval(looking);
      stopListening();
      await idle();
    },
  };
};

/** The latest time of each cell of a select column that the events changed. */
export const cellTimes = (
  events: readonly LedgerEvent[],
  workspace: Pick<Workspace, 'column'>,
): readonly CellTime[] => {
  const times = new Map<string, CellTime>();
  const watched = new Map<string, boolean>();
  /** A column that is not known yet may turn out to be one. */
  const isWatched = (table: string, column: string): boolean => {
    const key = `${table}/${column}`;
    const known = watched.get(key);
    if (known !== undefined) return known;
    const type = workspace.column(table, column)?.type ?? 'select';
    const is = type === 'select' && !isSystemColumn(column);
    watched.set(key, is);
    return is;
  };
  for (const { document, at, changes } of events) {
    const address = parseDocumentName(document);
    if (address?.kind !== 'ledger') continue;
    const { ledger } = address;
    const made = new Set(changes.filter(isMaking).map(({ table, row }) => `${table}/${row}`));
    for (const change of changes) {
      const { table, row, column } = change;
      if (!('after' in change) || sameValue(change.before, change.after)) continue;
      if (!isWatched(table, column) || made.has(`${table}/${row}`)) continue;
      times.set(`${ledger}/${table}/${row}/${column}`, { ledger, table, row, column, at });
    }
  }
  return [...times.values()];
};

const isMaking = (change: Change | MemberChange): boolean =>
  change.column === deletedColumn && 'before' in change && change.before === 0;
