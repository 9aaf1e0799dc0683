import type { Language, Role } from '../../shared/model/index.ts';
import type { LedgerListener, OpenLedger } from '../sync/openLedgers.ts';
import { openSync, type SyncOptions } from '../sync/sync.ts';
import type { Computer } from '../workers/computeInWorker.ts';
import { createBoard, type FedBoard } from './board.ts';
import { createContexts } from './columnContext.ts';
import { createComputed } from './computed.ts';
import { createAllComputedCells } from './computedCells.ts';
import { createHistory } from './history.ts';
import { createPeers } from './peers.ts';
import { defaultLedgerKey, whereabouts } from './rights.ts';
import { createSessionSnapshots } from './sessionSnapshots.ts';
import type { RowsUpdate, Store } from './store.ts';
import { deleteTable, makeTable, renameTable } from './tableCommands.ts';
import { createTaskSlices } from './taskSlices.ts';
import { createTitles } from './titles.ts';
import { createUnionRows } from './unionRows.ts';
import type { UnionTable } from './unionTable.ts';
import { type ContextPart, createView, type FedView } from './view.ts';
import { createCarry, createDispatch } from './writing.ts';

export interface StoreOptions extends SyncOptions {
  readonly role: Role;
  /** Works out formulas, off this thread. */
  readonly computer: Computer;
  /** The reader's language and ISO date of today, asked for at each use. */
  readonly language: () => Language;
  readonly today: () => string;
  /** True where the reader writes 16 Dec 1984 in English rather than Dec 16, 1984. */
  readonly isDayFirst: boolean;
  /** ms, for slices of work: `performance.now`. */
  readonly clock: () => number;
  readonly random: () => number;
}

/** Opens everything that this person may read, connects, and keeps it in step. */
export const openStore = (options: StoreOptions): Store => {
  const slices = createTaskSlices(options.clock);
  const listeners = new Set<() => void>();
  const views = new Set<FedView | FedBoard>();
  let isReady = false;
  /** Titles changed, and nobody was told yet. */
  let isContextNew = false;

  const cells = createAllComputedCells();
  const rows = createUnionRows(slices, () => tell(), cells);
  const listener: LedgerListener = {
    opened: rows.open,
    closed: rows.close,
    prepare: rows.prepare,
    changed: () => {
      if (!isReady && hasEverything()) {
        isReady = true;
        for (const view of views) view.readyChanged();
      }
      tell();
    },
  };
  const sync = openSync(options, listener);
  const { workspace } = sync;
  const computed = createComputed({
    workspace,
    slices,
    computer: options.computer,
    cells,
    now: options.now,
    changed: () => {
      if (isContextNew) tell();
    },
  });

  const openLedgers = (): readonly OpenLedger[] => sync.ledgers() ?? [];
  const ledgerOf = (id: string): OpenLedger | undefined =>
    openLedgers().find((ledger) => ledger.id === id);
  const hasEverything = (): boolean =>
    sync.hasWorkspace && sync.ledgers() !== null && openLedgers().every(({ isLoaded }) => isLoaded);
  const tell = (): void => {
    isContextNew = false;
    snapshots.renew();
    for (const told of listeners) told();
  };

  /** Tables whose rows are watched for changes of their titles. */
  const watched = new Set<string>();
  const table = (id: string): UnionTable => {
    const found = rows.table(id);
    if (watched.has(id)) return found;
    watched.add(id);
    found.subscribe((update) => watchTitles(id, update));
    computed.follow(found);
    return found;
  };
  const titles = createTitles(workspace, table);
  const contexts = createContexts(
    workspace,
    titles,
    options.language,
    options.today,
    options.isDayFirst,
  );
  const contextChanged = (what: ContextPart): void => {
    isContextNew = true;
    contexts.renew();
    for (const view of views) view.contextChanged(what);
  };
  const watchTitles = (id: string, update: RowsUpdate): void => {
    if (titles.take(id, update, contexts.current())) contextChanged('titles');
  };
  workspace.observe(({ records }) => {
    const isColumns = records.some(({ collection }) => collection === 'columns');
    if (isColumns) titles.forget();
    contextChanged(isColumns ? 'columns' : 'names');
    computed.schemaChanged();
    tell();
  });

  sync.me.observe((keys) => {
    if (keys.has(defaultLedgerKey)) tell();
  });

  const mayWriteWorkspace = (): boolean => sync.mayWriteWorkspace ?? options.role !== 'viewer';
  const snapshots = createSessionSnapshots({
    sync,
    table,
    isReady: () => isReady,
    mayWriteTables: mayWriteWorkspace,
    defaultLedger: () => where().defaultLedger,
  });
  const carry = createCarry(sync, ledgerOf);
  const history = createHistory(carry);
  const where = () => whereabouts(openLedgers(), rows, workspace, sync.me);
  const dispatch = createDispatch(sync, carry, history, where, options.newId);
  const andTell = <T>(result: T): T => {
    tell();
    return result;
  };

  const surroundings = {
    workspace,
    slices,
    table,
    context: contexts.current,
    isReady: () => isReady,
  };
  /** Feeds a view or a board until it is closed. */
  const follow = <V extends FedView | FedBoard>(view: V): V => {
    views.add(view);
    const { close } = view;
    return Object.assign(view, {
      close: () => {
        views.delete(view);
        close();
      },
    });
  };

  return {
    workspace,
    me: sync.me,
    context: contexts.current,
    table,
    openView: (query) => follow(createView(query, surroundings)),
    openBoard: (query) => follow(createBoard(query, surroundings)),

    dispatch: (step) => andTell(dispatch(step)),
    undo: () => andTell(history.undo()),
    redo: () => andTell(history.redo()),
    history,
    tryFormula: (id, text, column) => computed.tryFormula(table(id), text, column),
    newRowId: options.newId,
    get mayWrite() {
      return where().defaultLedger !== null;
    },
    mayWriteRow: (id, row) => ledgerOf(table(id).ledgerOf(row))?.level === 'write',

    setPresence: (at, typing) => {
      const number = at === null ? undefined : table(at.table).rowOf(at.row);
      const ledger = at === null || number === undefined ? null : table(at.table).ledgerOf(number);
      sync.setPresence(ledger, at, typing);
    },
    presence: createPeers(workspace, sync.others),
    openNote: sync.openNote,
    toSettle: sync.toSettle,
    dismiss: sync.dismiss,
    get isJournalKept() {
      return sync.isJournalKept;
    },

    snapshot: snapshots.current,
    subscribe: (told) => {
      listeners.add(told);
      return () => listeners.delete(told);
    },
    addTable: (name) => {
      const id = options.newId();
      const records = makeTable(workspace, id, name, options.random);
      andTell(dispatch({ records, commands: [] }));
      return id;
    },
    renameTable: (id, name) => {
      andTell(dispatch({ records: [renameTable(id, name)], commands: [] }));
    },
    deleteTable: (id) => {
      andTell(dispatch({ records: [deleteTable(id, options.now())], commands: [] }));
    },
    setDefaultLedger: (ledger) => sync.me.set(defaultLedgerKey, ledger),
    reconnect: sync.reconnect,
    close: () => {
      for (const view of views) view.close();
      computed.close();
      slices.close();
      sync.close();
      listeners.clear();
    },
  };
};
