import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { LedgerEvent } from '../../shared/model/index.ts';
import type { Documents, LiveDocument } from '../documents/index.ts';
import type { LogStore } from '../storage/port.ts';
import { isDamagedEvent } from './damagedEvent.ts';
import type { Formulas } from './formulas.ts';
import type { ProjectionStore } from './projectionStore.ts';
import { allRows, isCounted, readRows, touchedRows } from './readLedger.ts';

/**
 * Brings the rows of one ledger into the projection's store, computed values among them, following
 * its events with a cursor of its own. All rows of a table there were computed by the formulas that
 * the store names for it. One piece of work at a time: rows are written in the order in which they
 * were read; ledgers do not wait for each other.
 */
export interface LedgerRows {
  /** True while something is done or waits. */
  readonly isBusy: boolean;
  /**
   * Everything that was committed before the call is in the table's rows, computed as its formulas
   * stand now. Throws `DocumentBroken`.
   */
  reach(table: string): Promise<void>;
  /**
   * The same for every table of a ledger of which something is in the log, as far as there is
   * anything to do. Throws `DocumentBroken`.
   */
  follow(): Promise<void>;
  /** Waits for what is being done. */
  idle(): Promise<void>;
}

export interface LedgerRowsOptions {
  readonly store: ProjectionStore;
  readonly log: Pick<LogStore, 'events' | 'lastEventId'>;
  readonly documents: Pick<Documents, 'open' | 'find'>;
  readonly formulas: Formulas;
  readonly logger: Logger;
  /** True when there is no time to go on: what was begun is done again after the next start. */
  readonly isClosed: () => boolean;
}

/** A thousand rows of 20 columns are read in about 10 ms. */
const rowsAtOnce = 1_000;
const eventsAtOnce = 500;
/** While nobody waits for the rows, people who write come first: they would wait behind each piece. */
const eventsInPassing = 100;
/** ms between such pieces: five thousand events a second are still followed. */
const breath = 10;
/**
 * Of a table whose rows are being computed anew: some by these formulas, some by those before; and
 * of one that has errors because rows could not be computed: the next start tries them again.
 */
const unfinished = '?';

/** What the store holds all rows of. */
interface Standing {
  /** Of the document that they were read from. */
  readonly generation: number;
  /** By table: what its rows were computed by. */
  readonly computedBy: Map<string, string>;
}

export const createLedgerRows = (ledger: string, options: LedgerRowsOptions): LedgerRows => {
  const { store, log, documents, formulas, logger } = options;
  const document = `ledger/${ledger}`;
  let standing: Standing | null = null;
  /** Every event of the ledger up to this one is in the rows; null before the store was asked. */
  let cursor: number | null = null;
  let waiting = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = async (work: () => Promise<void>): Promise<void> => {
    waiting++;
    const done = turn.then(work).finally(() => {
      waiting--;
    });
    turn = done.catch(() => {});
    return done;
  };

  /** False as soon as the formulas are not those of `by` any more. */
  const readInto = async (
    live: LiveDocument,
    tableId: string,
    numbers: readonly number[],
    by: string,
    event: number,
  ): Promise<boolean> => {
    for (let from = 0; from < numbers.length; from += rowsAtOnce) {
      if (options.isClosed()) throw new Error('the server is stopping');
      const program = await formulas.of(tableId, ledger);
      if (program.by !== by) return false;
      const table = live.content.ledger!.table(tableId);
      const counted = numbers.slice(from, from + rowsAtOnce).filter((row) => isCounted(table, row));
      const rows = await readRows({ ledger, tableId }, table, counted, program);
      // What was read may be newer than its commit, and must not be here without it.
      await live.commits.settled();
      await store.put(ledger, rows, event);
      if (!program.isWhole()) await store.setComputedBy(ledger, tableId, unfinished);
      await setImmediate();
    }
    return true;
  };

  /** Reads a whole table, and again when its formulas changed meanwhile. */
  const readTable = async (
    live: LiveDocument,
    tableId: string,
    computedBy: Map<string, string>,
    event: number,
  ): Promise<void> => {
    computedBy.set(tableId, unfinished);
    await store.setComputedBy(ledger, tableId, unfinished);
    for (;;) {
      const { by, isWhole } = await formulas.of(tableId, ledger);
      const numbers = allRows(live.content.ledger!.table(tableId));
      if (!(await readInto(live, tableId, numbers, by, event))) continue;
      await store.setComputedBy(ledger, tableId, isWhole() ? by : unfinished);
      computedBy.set(tableId, by);
      return;
    }
  };

  const rebuild = async (live: LiveDocument): Promise<Standing> => {
    const event = await log.lastEventId();
    await store.clear(ledger);
    await store.put(ledger, [], event);
    const computedBy = new Map<string, string>();
    const tables = live.content.ledger!.tables();
    for (const id of tables) await readTable(live, id, computedBy, event);
    const { generation } = live;
    await store.complete(ledger, generation);
    cursor = event;
    logger.info({ ledger, tables: tables.length }, 'rows were read anew');
    return { generation, computedBy };
  };

  /** Readers see the same in both generations: only rows that were in the bin too long are gone. */
  const turned = async (live: LiveDocument, computedBy: Map<string, string>): Promise<Standing> => {
    const kept = live.content.ledger!;
    const gone = (await store.unlisted(ledger)).filter(
      ({ tableId, id }) => kept.table(tableId).rowOf(id) === undefined,
    );
    await store.remove(ledger, gone);
    const { generation } = live;
    await store.complete(ledger, generation);
    return { generation, computedBy };
  };

  /** How far the rows have come, where they are all there. */
  const stored = async (): Promise<Standing | null> => {
    const place = await store.place(ledger);
    const isOfAnotherLog = place !== null && place.event > (await log.lastEventId());
    if (place === null || place.generation === null || isOfAnotherLog) return null;
    cursor = place.event;
    return { generation: place.generation, computedBy: await store.computedBy(ledger) };
  };

  const ensureRows = async (live: LiveDocument): Promise<Standing> => {
    const isHere = standing !== null;
    const found = standing ?? (await stored());
    if (found?.generation === live.generation) standing = found;
    else if (isHere && found?.generation === live.generation - 1)
      standing = await turned(live, found.computedBy);
    else {
      standing = null;
      standing = await rebuild(live);
    }
    return standing;
  };

  const ensureTable = async (
    live: LiveDocument,
    tableId: string,
    { computedBy }: Standing,
  ): Promise<void> => {
    const { by } = await formulas.of(tableId, ledger);
    if ((computedBy.get(tableId) ?? '') === by) return;
    await readTable(live, tableId, computedBy, cursor!);
    logger.info({ ledger, table: tableId }, 'rows were computed anew');
  };

  const followEvents = async (
    live: LiveDocument,
    events: readonly LedgerEvent[],
    rows: Standing,
  ): Promise<void> => {
    for (const [tableId, numbers] of touchedRows(live.content.ledger!, events)) {
      const by = rows.computedBy.get(tableId) ?? '';
      // Where the formulas are others meanwhile, all rows of the table are read, these too.
      if (!(await readInto(live, tableId, numbers, by, cursor!)))
        await ensureTable(live, tableId, rows);
    }
  };

  /** Null when one of them is damaged: nothing says then which rows to look at. */
  const nextEvents = async (limit: number): Promise<readonly LedgerEvent[] | null> => {
    const after = cursor ?? 0;
    try {
      return await log.events(document, { after, limit });
    } catch (error) {
      if (!isDamagedEvent(error, after)) throw error;
      logger.error({ err: error, ledger }, 'an event is damaged: rows are read anew');
      return null;
    }
  };

  /** Brings in what the log tells up to now. */
  const catchUp = async (inPassing: boolean): Promise<Standing> => {
    const until = await log.lastEventId();
    for (;;) {
      const rows = await ensureRows(await documents.open(document));
      // Whoever asks meanwhile stands in line behind this, and has it hurry.
      const isHurried = !inPassing || waiting > 1;
      const limit = isHurried ? eventsAtOnce : eventsInPassing;
      const events = cursor! >= until ? [] : await nextEvents(limit);
      const last = events?.at(-1);
      if (options.isClosed()) throw new Error('the server is stopping');
      if (events === null) {
        standing = null;
        standing = await rebuild(await documents.open(document));
        continue;
      }
      if (last === undefined) {
        cursor = Math.max(cursor!, until);
        return rows;
      }
      // Only now: it holds all that these events tell, whichever generation they came in.
      const live = await documents.open(document);
      await followEvents(live, events, rows);
      await store.put(ledger, [], last.id);
      cursor = last.id;
      if (!isHurried) await setTimeout(breath);
    }
  };

  const isReached = async (tableId: string): Promise<boolean> => {
    const event = await log.lastEventId();
    if (standing === null || cursor === null || cursor < event) return false;
    const { by } = await formulas.of(tableId, ledger);
    const live = documents.find(document);
    const isTurned = live !== undefined && live.generation !== standing.generation;
    return !isTurned && (standing.computedBy.get(tableId) ?? '') === by;
  };

  /** False when nothing of the ledger is in the log that is not in the rows. */
  const hasNews = async (): Promise<boolean> => {
    if (standing === null && cursor === null) await stored();
    return (await nextEvents(1))?.length !== 0;
  };

  return {
    get isBusy() {
      return waiting > 0;
    },

    reach: async (tableId) => {
      if (await isReached(tableId)) return;
      await inTurn(async () => {
        const rows = await catchUp(false);
        await ensureTable(await documents.open(document), tableId, rows);
      });
    },

    follow: () =>
      inTurn(async () => {
        if (await hasNews()) await catchUp(true);
        const live = documents.find(document);
        if (standing === null || live === undefined || !live.isOpen) return;
        const rows = await ensureRows(live);
        for (const tableId of live.content.ledger!.tables()) await ensureTable(live, tableId, rows);
      }),

    idle: async () => {
      await turn;
    },
  };
};
