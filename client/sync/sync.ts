import type { Me, Workspace } from '../../shared/documents/index.ts';
import type { NewRow, SetRecord } from '../../shared/model/index.ts';
import { closeCodes } from '../../shared/protocol/closeCodes.ts';
import type { Presence } from '../../shared/protocol/documents.ts';
import { Failure } from '../api/failure.ts';
import { followAttention } from './attention.ts';
import { createJournal } from './journal.ts';
import type { ToSettle, UploadEntry } from './journalEntry.ts';
import { openJournalStore } from './journalStore.ts';
import { createOpenLedgers, type LedgerListener, type OpenLedger } from './openLedgers.ts';
import { createOpenNotes, type Note } from './openNotes.ts';
import { createPresences } from './presence.ts';
import { recoverEntries } from './recovery.ts';
import { rowsInBlocks } from './rowsInBlocks.ts';
import { type Saved, savedState } from './saved.ts';
import { createServerApi } from './serverApi.ts';
import { SyncSocket } from './socket.ts';
import { steadyMe } from './steadyMe.ts';
import { steadyWorkspace } from './steadyWorkspace.ts';
import { type DocumentHost, type SyncedDocument, syncDocument } from './syncedDocument.ts';
import { openTabs } from './tabs.ts';
import { type EncodeRows, resumeUpload, type Uploading, uploadRows } from './upload.ts';
import { createWaiting } from './waiting.ts';
import { onWakeUp } from './wakeUp.ts';
import { createWrittenEdits } from './writtenEdits.ts';

/** Everything that this person may read, kept in step with the server. */
export interface Sync {
  readonly workspace: Workspace;
  readonly me: Me;
  /** True once the workspace's records are here. */
  readonly hasWorkspace: boolean;
  /** Null while the server has not said. */
  readonly mayWriteWorkspace: boolean | null;
  /** Null until it is known which ledgers there are. */
  ledgers(): readonly OpenLedger[] | null;
  openNote(ledger: string, row: string): Note;
  writeRecords(commands: readonly SetRecord[], origin: unknown): readonly SetRecord[];
  upload(ledger: string, table: string, layer: string, rows: readonly NewRow[]): Uploading;
  saved(): Saved;
  readonly isJournalKept: boolean;
  toSettle(): readonly ToSettle[];
  dismiss(id: string): void;
  others(): readonly Presence[];
  setPresence(ledger: string | null, cell: Presence['cell'], typing: boolean): void;
  reconnect(): void;
  close(): void;
}

export interface SyncOptions {
  readonly user: string;
  /** `ws:` or `wss:` address of `/sync`. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly encode: EncodeRows;
  /** Monotonic ULIDs. */
  readonly newId: () => string;
  readonly now: () => number;
  /** Name of the journal in this browser: one for each person, so that nobody sends another's. */
  readonly journalName: string;
  /** Another WebSocket than the platform's. */
  readonly WebSocketPolyfill?: unknown;
  /** The session ended: nothing can be saved until somebody signs in. */
  readonly onSignedOut: () => void;
}

/** The close code with which WebSockets say that a frame was larger than the server takes. */
const tooLarge = 1009;

/** `listener.changed` is called after anything that `Sync` tells of changed, at most once a task. */
export const openSync = (options: SyncOptions, listener: LedgerListener): Sync => {
  const { user, newId, now } = options;
  const api = createServerApi(options.fetch);
  const tab = newId();
  const tabs = openTabs(tab, options.journalName);
  const waiting = createWaiting();
  let isTelling = false;
  let isClosed = false;
  let hasFailedToConnect = false;

  const changed = (): void => {
    if (isTelling || isClosed) return;
    isTelling = true;
    setTimeout(() => {
      isTelling = false;
      if (isClosed) return;
      presences.follow(ledgers.list() ?? []);
      notes.tend();
      if (me.isSettled) steady.me.settled();
      listener.changed();
    });
  };

  const journal = createJournal(openJournalStore(options.journalName), tab, changed);
  const attention = followAttention(now);
  const socket = new SyncSocket(
    options.url,
    options.WebSocketPolyfill,
    () => attention.isAway() && journal.unsaved === 0,
  );
  const presences = createPresences(user, changed);

  const renewAll = (): void => {
    for (const document of documents()) document.renew();
    notes.renewAll();
  };
  const host: DocumentHost = {
    socket,
    api,
    journal,
    user,
    tab,
    newId,
    now,
    changed,
    signedOut: options.onSignedOut,
    mayConnect: async () => {
      if (await journal.isRegistered()) return true;
      await journal.surrender();
      renewAll();
      return false;
    },
  };

  const mayReturn = async (): Promise<boolean> => waiting.next();
  const noMessages = (): void => {};
  const workspaceWaiting = createWaiting();
  const workspaceEdits = createWrittenEdits('workspace', host, workspaceWaiting);
  const workspace = syncDocument('workspace', host, workspaceEdits, workspaceWaiting, {
    prepare: async (next) => () => steady.workspace.replace(next),
    mayReturn,
    left: () => {},
    message: noMessages,
  });
  const meName = `me/${user}` as const;
  const meWaiting = createWaiting();
  const meEdits = {
    ...createWrittenEdits(meName, host, meWaiting),
    // Brought over to the next copy they would be refused again, and again.
    refused: () => steady.me.giveUp(),
  };
  const me = syncDocument(meName, host, meEdits, meWaiting, {
    prepare: async (next) => () => steady.me.replace(next),
    mayReturn,
    left: () => {},
    message: ({ type }) => {
      if (type === 'signedOut') options.onSignedOut();
      else if (type === 'ledgersChanged') void askForLedgers();
    },
  });
  const steady = { workspace: steadyWorkspace(workspace.doc), me: steadyMe(me.doc) };
  const ledgers = createOpenLedgers(host, api, { ...listener, changed });
  const notes = createOpenNotes(host, async (ledger) => {
    await ledgers.refresh().catch(() => {});
    return ledgers.list()?.some(({ id }) => id === ledger) ?? true;
  });
  const documents = (): SyncedDocument[] => [
    workspace,
    me,
    ...(ledgers.list() ?? []).map(({ document }) => document),
    ...notes.unsaved(),
  ];

  const unsaved = (): SyncedDocument[] =>
    documents().filter(
      ({ name }) => journal.written(name).length > 0 || journal.notes(name).length > 0,
    );

  /** The server's word on which ledgers there are; tried until it comes. */
  const askForLedgers = async (): Promise<void> => {
    for (;;) {
      try {
        await ledgers.refresh();
        recoverStrays();
        return;
      } catch (error) {
        if (error instanceof Failure && error.code === 'signInFirst') return options.onSignedOut();
        if (!(await waiting.next())) return;
      }
    }
  };

  socket.on('open', () => {
    waiting.wake();
    ledgers.wake();
    notes.wake();
    workspace.wake();
    me.wake();
    void askForLedgers();
    changed();
  });
  socket.on('silence', () => {
    hasFailedToConnect ||= socket.isSilent;
    changed();
  });
  socket.on('lost', () => api.breakOff());
  socket.on('close', ({ event }: { event: { code: number } }) => {
    hasFailedToConnect = true;
    // Sent again it would end the next connection too: in parts, by the server's recovery.
    if (event.code === tooLarge) for (const document of unsaved()) document.renew();
    if (event.code === closeCodes.unauthenticated) options.onSignedOut();
    changed();
  });
  const looking = setInterval(() => {
    for (const document of documents()) if (!document.name.startsWith('note/')) document.look();
    notes.look();
  }, 1_000);
  const forgetWakeUps = onWakeUp(() => socket.tryNow());
  void socket.connect();

  /** What dead tabs wrote to ledgers that this person cannot open any more. */
  const recoverStrays = (): void => {
    if (ledgers.list() === null) return;
    const open = new Set(documents().map(({ name }) => name));
    for (const name of journal.documents())
      if (!open.has(name)) void recoverEntries(api, journal, journal.written(name), waiting);
  };

  const continueUploads = async (): Promise<void> => {
    for (const entry of journal.uploads()) {
      const { settled } = resumeUpload({ api, journal, waiting }, entry);
      await settled.catch(async () => keepRefused(entry, await rowsInBlocks(entry.blocks)));
    }
  };
  /** Rows that the server did not take are shown to whoever wrote them. */
  const keepRefused = (
    { id, document, table }: Pick<UploadEntry, 'id' | 'document' | 'table'>,
    rows: readonly NewRow[],
  ): void => {
    // Not refused, only not finished: the next tab goes on.
    if (isClosed || journal.uploads().some((entry) => entry.id === id)) return;
    const commands = [{ type: 'addRows', table, rows }] as const;
    const place = { generation: null, client: 0, clock: 0 };
    const entry = { id, document, user, tab, at: now(), commands, outcome: 'refused' } as const;
    journal.add({ kind: 'written', ...entry, ...place });
  };

  void (async () => {
    await journal.claim(user, await tabs.alive());
    if (isClosed) return;
    for (const document of documents()) document.recoverOrphans();
    recoverStrays();
    await continueUploads();
  })();

  return {
    workspace: steady.workspace,
    me: steady.me,
    get hasWorkspace() {
      return workspace.hasArrived;
    },
    get mayWriteWorkspace() {
      return workspace.mayWrite;
    },
    ledgers: () => ledgers.list(),
    openNote: notes.open,
    writeRecords: (commands, origin) => {
      const { inverse, written } = steady.workspace.apply(commands, origin);
      workspaceEdits.add(workspace.doc, written);
      return inverse;
    },
    upload: (ledger, table, layer, rows) => {
      const entry = {
        id: layer,
        document: `ledger/${ledger}`,
        user,
        tab,
        at: now(),
        table,
      } as const;
      const means = { api, journal, waiting };
      const uploading = uploadRows(means, options.encode, rows, (blocks) => ({
        ...entry,
        kind: 'upload',
        blocks,
        rows: rows.length,
      }));
      uploading.settled.catch(() => {
        if (!uploading.isCancelled) keepRefused(entry, rows);
      });
      return uploading;
    },
    saved: () =>
      savedState({
        isConnected: socket.isOpen && !socket.isSilent,
        hasFailedToConnect,
        documents: documents(),
        isComplete: ledgers.list() !== null,
        isBroken:
          documents().some(({ condition }) => condition === 'broken') ||
          (ledgers.list() ?? []).some(({ isBroken }) => isBroken),
        unsaved: journal.unsaved,
        refused: journal.toSettle().filter(({ outcome }) => outcome === 'refused').length,
        mayWrite: (ledgers.list() ?? []).some(({ level }) => level === 'write'),
      }),
    get isJournalKept() {
      return journal.isKept;
    },
    toSettle: () => journal.toSettle(),
    dismiss: (id) => journal.remove([id]),
    others: () => presences.others(),
    setPresence: presences.set,
    reconnect: () => {
      waiting.wake();
      const isOfNoUse = socket.isSilent || documents().some(({ isLate }) => isLate);
      if (isOfNoUse || !socket.isOpen) socket.tryAnew();
    },
    close: () => {
      isClosed = true;
      clearInterval(looking);
      forgetWakeUps();
      attention.close();
      waiting.close();
      ledgers.close();
      notes.close();
      workspace.close();
      me.close();
      socket.destroy();
      tabs.close();
      journal.close();
    },
  };
};
