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
import type { CellTime, SinceStore } from './sinceStore.ts';

/**
 * When each row got its present value in a select column, as events tell. It follows the log with
 * a cursor of its own, from the first event on, since a document does not know the time. A row that
 * was made with its value and kept it is not here: its id tells when that was.
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
  readonly log: Pick<LogStore, 'eventsAfter' | 'lastEventId'>;
  readonly documents: Pick<Documents, 'open'>;
  readonly logger: Logger;
}

const eventsAtOnce = 500;
/** ms; only how soon it follows while nobody asks. */
const lookEvery = 1_000;

export const createSince = async (options: SinceOptions): Promise<Since> => {
  const { store, log, documents, logger } = options;
  const [progress, last] = [await store.progress(), await log.lastEventId()];
  let cursor = progress ?? 0;
  let isClosed = false;
  let isStuck = false;

  const timesIn = async (events: readonly LedgerEvent[]): Promise<readonly CellTime[]> => {
    const workspace = (await documents.open('workspace')).content.workspace!;
    return cellTimes(events, workspace);
  };

  const catchUp = async (event: number): Promise<void> => {
    while (cursor < event && !isClosed) {
      const events = await log.eventsAfter(cursor, eventsAtOnce);
      const reached = events.at(-1)?.id;
      if (reached === undefined) return;
      await store.put(await timesIn(events), reached);
      cursor = reached;
    }
  };

  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };

  /** False when there was no room; it can be done again. */
  const reachNow = async (): Promise<boolean> => {
    const event = await log.lastEventId();
    if (cursor >= event) return true;
    try {
      await inTurn(() => catchUp(event));
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
    for (let after = cursor; ; ) {
      const events = await log.eventsAfter(after, eventsAtOnce);
      for (const time of await timesIn(events))
        if (time.ledger === ledger && time.table === table && time.column === column)
          times.set(time.row, time.at);
      const reached = events.at(-1)?.id;
      if (reached === undefined) return times;
      after = reached;
    }
  };

  const isOfAnotherLog = cursor > last;
  if (isOfAnotherLog) {
    cursor = 0;
    await store.clear();
  }
  const look = (): void => {
    reachNow().catch((error: unknown) => logger.warn({ err: error }, 'times of cells wait'));
  };
  const looking = setInterval(look, lookEvery);
  looking.unref();

  return {
    of: async (ledger, table, column) => {
      if (await reachNow()) return store.read(ledger, table, column);
      const pending = await later(ledger, table, column);
      const stored = JSON.parse(await store.read(ledger, table, column)) as Record<string, number>;
      return JSON.stringify({ ...stored, ...Object.fromEntries(pending) });
    },
    close: async () => {
      isClosed = true;
      clearInterval(looking);
      await turn;
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
