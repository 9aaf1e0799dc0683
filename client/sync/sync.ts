import type { Me, Workspace } from '../../shared/documents/index.ts';
import type { NewRow, SetRecord } from '../../shared/model/index.ts';
import { closeCodes } from '../../shared/protocol/closeCodes.ts';
import type { Presence } from '../../shared/protocol/documents.ts';
import { Failure } from '../api/failure.ts';
import { createJournal } from './journal.ts';
import type { ToSettle } from './journalEntry.ts';
import { openJournalStore } from './journalStore.ts';
import { createOpenLedgers, type LedgerListener, type OpenLedger } from './openLedgers.ts';
import { createPresences } from './presence.ts';
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

/** Everything that this person may read, kept in step with the server. */
export interface Sync {
  readonly workspace: Workspace;
  readonly me: Me;
  /** True once the workspace's records are here. */
  readonly hasWorkspace: boolean;
  readonly mayWriteWorkspace: boolean;
  /** Null until it is known which ledgers there are. */
  ledgers(): readonly OpenLedger[] | null;
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
  /** Name of the journal in this browser; one for each server address by the browser itself. */
  readonly journalName: string;
  /** Another WebSocket than the platform's. */
  readonly WebSocketPolyfill?: unknown;
  /** The session ended: nothing can be saved until somebody signs in. */
  readonly onSignedOut: () => void;
}

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
      if (me.isSettled) steady.me.settled();
      listener.changed();
    });
  };

  const journal = createJournal(openJournalStore(options.journalName), tab, changed);
  const socket = new SyncSocket(options.url, options.WebSocketPolyfill);
  const presences = createPresences(user, changed);

  const renewAll = (): void => {
    for (const document of documents()) document.renew();
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
  const workspace = syncDocument('workspace', host, {
    prepare: async (next) => () => steady.workspace.replace(next),
    mayReturn,
    left: () => {},
    message: noMessages,
  });
  const me = syncDocument(`me/${user}`, host, {
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
  const documents = (): SyncedDocument[] => [
    workspace,
    me,
    ...(ledgers.list() ?? []).map(({ document }) => document),
  ];

  /** The server's word on which ledgers there are; tried until it comes. */
  const askForLedgers = async (): Promise<void> => {
    for (;;) {
      try {
        return await ledgers.refresh();
      } catch (error) {
        if (error instanceof Failure && error.code === 'signInFirst') return options.onSignedOut();
        if (!(await waiting.next())) return;
      }
    }
  };

  socket.on('open', () => {
    waiting.wake();
    ledgers.wake();
    workspace.wake();
    me.wake();
    void askForLedgers();
    changed();
  });
  socket.on('close', ({ event }: { event: { code: number } }) => {
    hasFailedToConnect = true;
    if (event.code === closeCodes.unauthenticated) options.onSignedOut();
    changed();
  });
  void socket.connect();

  const continueUploads = async (): Promise<void> => {
    for (const entry of journal.uploads()) {
      const upload = resumeUpload({ api, journal, waiting }, entry);
      await upload.settled.catch(async () => {
        if (!isClosed) await keepRefused(entry.id, entry.document, entry.table, entry.blocks);
      });
    }
  };
  /** Rows that the server did not take are shown to whoever wrote them. */
  const keepRefused = async (
    id: string,
    document: OpenLedger['document']['name'],
    table: string,
    blocks: readonly Uint8Array[],
  ): Promise<void> => {
    const rows = await rowsInBlocks(blocks);
    const commands = [{ type: 'addRows', table, rows }] as const;
    const place = { generation: null, client: 0, clock: 0 };
    const entry = { id, document, user, tab, at: now(), commands, outcome: 'refused' } as const;
    journal.add({ kind: 'written', ...entry, ...place });
  };

  void (async () => {
    await journal.claim(user, await tabs.alive());
    if (isClosed) return;
    const known = new Set(documents().map(({ name }) => name));
    for (const document of documents()) document.recoverOrphans();
    // Ledgers that this person may not read any more have nobody who asks for them.
    if (ledgers.list() !== null)
      for (const name of journal.documents())
        if (!known.has(name))
          for (const { id } of journal.written(name)) journal.judge(id, 'refused');
    await continueUploads();
  })();

  return {
    workspace: steady.workspace,
    me: steady.me,
    get hasWorkspace() {
      return workspace.hasArrived;
    },
    get mayWriteWorkspace() {
      return workspace.mayWrite !== false;
    },
    ledgers: () => ledgers.list(),
    writeRecords: (commands, origin) => {
      const { inverse, written } = steady.workspace.apply(commands, origin);
      workspace.noteWritten(written);
      return inverse;
    },
    upload: (ledger, table, layer, rows) => {
      const document = `ledger/${ledger}` as const;
      const uploading = uploadRows({ api, journal, waiting }, options.encode, rows, (blocks) => ({
        ...{ kind: 'upload', id: layer, document, user, tab, at: now(), table, blocks },
        rows: rows.length,
      }));
      return uploading;
    },
    saved: () =>
      savedState({
        isConnected: socket.isOpen,
        hasFailedToConnect,
        documents: documents(),
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
      void socket.connect();
    },
    close: () => {
      isClosed = true;
      waiting.close();
      ledgers.close();
      workspace.close();
      me.close();
      socket.destroy();
      tabs.close();
      journal.close();
    },
  };
};
