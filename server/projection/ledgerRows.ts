import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { LedgerEvent } from '../../shared/model/index.ts';
import { DocumentBroken, type Documents, type LiveDocument } from '../documents/index.ts';
import type { Formulas } from './formulas.ts';
import type { ProjectionStore } from './projectionStore.ts';
import { allRows, isCounted, readRows, touchedRows } from './readLedger.ts';

/**
 * Brings rows of ledgers into the projection's store, computed values among them. All rows of a
 * table there were computed by the formulas that the store names for it, and of one generation of
 * their document. One call at a time: rows are written in the order in which they were read.
 */
export interface LedgerRows {
  /**
   * True when the rows of this table come from the current generation, computed as its formulas
   * stand now. Events may tell of more.
   */
  isCurrent(ledger: string, table: string): Promise<boolean>;
  /** Reads them anew where they are not. Throws `DocumentBroken`. */
  ensureCurrent(ledger: string, table: string): Promise<void>;
  /** The same for all tables of the ledgers that are in memory and were asked for. */
  ensureOpened(): Promise<void>;
  /** Reads the rows that these events of one ledger touched. */
  follow(ledger: string, events: readonly LedgerEvent[]): Promise<void>;
  /** The document turned to another generation. */
  forget(ledger: string): void;
}

export interface LedgerRowsOptions {
  readonly store: ProjectionStore;
  readonly documents: Pick<Documents, 'open' | 'find'>;
  readonly formulas: Formulas;
  readonly logger: Logger;
  /** How far the store has come: what is read is put there with it. */
  readonly cursor: () => number;
  /** True when there is no time to go on: what was begun is done again after the next start. */
  readonly isClosed: () => boolean;
}

/** A thousand rows of 20 columns are read in about 10 ms. */
const rowsAtOnce = 1_000;
/**
 * Of a table whose rows are being computed anew: some by these formulas, some by those before; and
 * of one that has errors because rows could not be computed: the next start tries them again.
 */
const unfinished = '?';

export const createLedgerRows = (options: LedgerRowsOptions): LedgerRows => {
  const { store, documents, formulas, logger } = options;
  /** By ledger whose rows come from its current generation: what each table was computed by. */
  const current = new Map<string, Map<string, string>>();

  /** False as soon as the formulas are not those of `by` any more. */
  const readInto = async (
    live: LiveDocument,
    ledger: string,
    tableId: string,
    numbers: readonly number[],
    by: string,
  ): Promise<boolean> => {
    const place = { ledger, tableId };
    for (let from = 0; from < numbers.length; from += rowsAtOnce) {
      if (options.isClosed()) throw new Error('the server is stopping');
      const standing = await formulas.of(tableId);
      if (standing.by !== by) return false;
      const table = live.content.ledger!.table(tableId);
      const counted = numbers.slice(from, from + rowsAtOnce).filter((row) => isCounted(table, row));
      const rows = await readRows(place, table, counted, standing);
      // What was read may be newer than its commit, and must not be here without it.
      await live.commits.settled();
      await store.put(rows, options.cursor());
      if (!standing.isWhole()) await store.setComputedBy(ledger, tableId, unfinished);
      await setImmediate();
    }
    return true;
  };

  /** Reads a whole table, and again when its formulas changed meanwhile. */
  const readTable = async (
    live: LiveDocument,
    ledger: string,
    tableId: string,
    computedBy: Map<string, string>,
  ): Promise<void> => {
    computedBy.set(tableId, unfinished);
    await store.setComputedBy(ledger, tableId, unfinished);
    for (;;) {
      const { by, isWhole } = await formulas.of(tableId);
      const numbers = allRows(live.content.ledger!.table(tableId));
      if (!(await readInto(live, ledger, tableId, numbers, by))) continue;
      await store.setComputedBy(ledger, tableId, isWhole() ? by : unfinished);
      computedBy.set(tableId, by);
      return;
    }
  };

  const rebuild = async (live: LiveDocument, ledger: string): Promise<Map<string, string>> => {
    await store.clear(ledger);
    const computedBy = new Map<string, string>();
    const tables = live.content.ledger!.tables();
    for (const id of tables) await readTable(live, ledger, id, computedBy);
    await store.complete(ledger, live.generation);
    logger.info({ ledger, tables: tables.length }, 'rows were read anew');
    return computedBy;
  };

  /** What each table was computed by, once all rows come from the current generation. */
  const ensureGeneration = async (
    live: LiveDocument,
    ledger: string,
  ): Promise<{ readonly computedBy: Map<string, string>; readonly isNew: boolean }> => {
    const known = current.get(ledger);
    if (known !== undefined) return { computedBy: known, isNew: false };
    const isNew = (await store.generation(ledger)) !== live.generation;
    const computedBy = isNew ? await rebuild(live, ledger) : await store.computedBy(ledger);
    if (live.isOpen) current.set(ledger, computedBy);
    return { computedBy, isNew };
  };

  /** True when all rows had to be read. */
  const ensureTable = async (
    live: LiveDocument,
    ledger: string,
    tableId: string,
    computedBy: Map<string, string>,
  ): Promise<boolean> => {
    const { by } = await formulas.of(tableId);
    if ((computedBy.get(tableId) ?? '') === by) return false;
    await readTable(live, ledger, tableId, computedBy);
    logger.info({ ledger, table: tableId }, 'rows were computed anew');
    return true;
  };

  const followLive = async (ledger: string, events: readonly LedgerEvent[]): Promise<void> => {
    const live = await documents.open(`ledger/${ledger}`);
    const { computedBy, isNew } = await ensureGeneration(live, ledger);
    if (isNew) return;
    for (const [tableId, numbers] of touchedRows(live.content.ledger!, events)) {
      const by = computedBy.get(tableId) ?? '';
      for (let isRead = false; !isRead; )
        isRead =
          (await readInto(live, ledger, tableId, numbers, by)) ||
          (await ensureTable(live, ledger, tableId, computedBy));
    }
  };

  return {
    isCurrent: async (ledger, table) => {
      const { by } = await formulas.of(table);
      const computedBy = current.get(ledger);
      return computedBy !== undefined && (computedBy.get(table) ?? '') === by;
    },

    ensureCurrent: async (ledger, table) => {
      const live = await documents.open(`ledger/${ledger}`);
      const { computedBy } = await ensureGeneration(live, ledger);
      await ensureTable(live, ledger, table, computedBy);
    },

    ensureOpened: async () => {
      for (const [ledger, computedBy] of [...current]) {
        const live = documents.find(`ledger/${ledger}`);
        for (const table of live?.isOpen ? live.content.ledger!.tables() : [])
          await ensureTable(live!, ledger, table, computedBy);
      }
    },

    follow: async (ledger, events) => {
      try {
        await followLive(ledger, events);
      } catch (error) {
        if (!(error instanceof DocumentBroken) || error.document === 'workspace') throw error;
        // It must not hold up the others: its rows are read anew when it can be read.
        logger.warn({ err: error, ledger }, 'rows of a ledger cannot be read now');
        current.delete(ledger);
        await store.clear(ledger);
      }
    },

    forget: (ledger) => {
      current.delete(ledger);
    },
  };
};
