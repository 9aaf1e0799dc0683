import { type Applied, type Ledger, openLedger } from '../../shared/documents/index.ts';
import type { LedgerCommand, Level } from '../../shared/model/index.ts';
import type { LedgerListed } from '../../shared/protocol/http.ts';
import { openSegments } from './segments.ts';
import type { ServerApi } from './serverApi.ts';
import { type DocumentHost, type SyncedDocument, syncDocument } from './syncedDocument.ts';
import { createWaiting } from './waiting.ts';
import { createWrittenEdits } from './writtenEdits.ts';

/** A ledger that this person may read, here. */
export interface OpenLedger {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  /** Another object after the server's document began anew. */
  readonly ledger: Ledger;
  readonly document: SyncedDocument;
  /** True once the rows of the first load are here, or cannot be had. */
  readonly isLoaded: boolean;
  /** The server cannot load or store it, or some of its rows. */
  readonly isBroken: boolean;
  /** Applies and notes in the journal. */
  write(commands: readonly LedgerCommand[], origin: unknown): Applied;
}

/** Told of ledgers that come, go, and are replaced. */
export interface LedgerListener {
  opened(ledger: OpenLedger): void;
  closed(ledger: OpenLedger): void;
  /** Looks through the copy that is to come, before it is shown; may take its time. */
  prepare(ledger: OpenLedger, next: Ledger): Promise<() => void>;
  changed(): void;
}

/** More would make the first load long; wider scopes are read through the server. */
const mostLedgers = 50;

export interface OpenLedgers {
  /** Null until the server's list is known. In the order of the server's list. */
  list(): readonly OpenLedger[] | null;
  refresh(): Promise<void>;
  /** Tries again now what waits for the server. */
  wake(): void;
  close(): void;
}

export const createOpenLedgers = (
  host: DocumentHost,
  api: ServerApi,
  listener: LedgerListener,
): OpenLedgers => {
  const open = new Map<string, Opened>();
  let listed: readonly LedgerListed[] | null = null;
  let refreshing: Promise<void> = Promise.resolve();

  const take = (next: readonly LedgerListed[]): void => {
    listed = next.slice(0, mostLedgers);
    for (const [id, ledger] of open)
      if (!listed.some((wanted) => wanted.id === id)) ledger.document.withdraw();
    for (const wanted of listed) {
      const known = open.get(wanted.id);
      if (known !== undefined) known.describe(wanted);
      else add(wanted);
    }
    listener.changed();
  };

  const add = (wanted: LedgerListed): void => {
    const ledger = openOne(host, api, wanted, listener, {
      mayReturn: async () => {
        await refresh().catch(() => {});
        return listed?.some(({ id }) => id === wanted.id) ?? true;
      },
      left: () => {
        open.delete(wanted.id);
        listener.closed(ledger);
      },
    });
    open.set(wanted.id, ledger);
    listener.opened(ledger);
    ledger.document.recoverOrphans();
  };

  /** One after the other: an answer that was on its way may be older than the question. */
  const refresh = (): Promise<void> => {
    const next = refreshing.then(async () => take(await api.ledgers()));
    refreshing = next.catch(() => {});
    return next;
  };

  return {
    list: () =>
      listed === null
        ? null
        : listed.flatMap(({ id }) => {
            const ledger = open.get(id);
            return ledger === undefined ? [] : [ledger];
          }),
    refresh,
    wake: () => {
      for (const ledger of open.values()) ledger.wake();
    },
    close: () => {
      for (const ledger of open.values()) ledger.close();
    },
  };
};

interface Opened extends OpenLedger {
  describe(listed: LedgerListed): void;
  wake(): void;
  close(): void;
}

const openOne = (
  host: DocumentHost,
  api: ServerApi,
  listed: LedgerListed,
  listener: LedgerListener,
  rights: { mayReturn(): Promise<boolean>; left(): void },
): Opened => {
  const waiting = createWaiting();
  let { name, level } = listed;
  let isLoaded = false;
  let isLoading = false;
  /** The server does not give a segment that it names. */
  let isFailing = false;

  const load = async (): Promise<void> => {
    if (isLoading || !document.hasArrived) return;
    isLoading = true;
    while (ledger.missingSegments().length > 0)
      if (!(await openSegments(api, listed.id, ledger, waiting, failed))) return;
    isLoading = false;
    if (isLoaded && !isFailing) return;
    isLoaded = true;
    isFailing = false;
    listener.changed();
  };
  const failed = (): void => {
    isFailing = true;
    listener.changed();
  };
  const follow = (next: Ledger): (() => void) =>
    next.observe(({ segments }) => {
      if (segments.length > 0) void load();
    });

  const documentName = `ledger/${listed.id}` as const;
  const waitingToSync = createWaiting();
  const edits = createWrittenEdits(documentName, host, waitingToSync);
  const document = syncDocument(
    documentName,
    {
      ...host,
      changed: () => {
        if (!isLoaded) void load();
        host.changed();
      },
    },
    edits,
    waitingToSync,
    {
      ...rights,
      prepare: async (doc) => {
        const next = openLedger(doc);
        while (next.missingSegments().length > 0)
          if (!(await openSegments(api, listed.id, next, waiting, failed))) break;
        const show = await listener.prepare(opened, next);
        return () => {
          stop();
          ledger = next;
          stop = follow(next);
          show();
          void load();
        };
      },
      message: () => {},
    },
  );
  let ledger = openLedger(document.doc);
  let stop = follow(ledger);

  const opened: Opened = {
    id: listed.id,
    get name() {
      return name;
    },
    get level() {
      return document.mayWrite === false ? 'read' : level;
    },
    get ledger() {
      return ledger;
    },
    document,
    get isLoaded() {
      return isLoaded || opened.isBroken;
    },
    get isBroken() {
      return isFailing || document.condition === 'broken';
    },
    write: (commands, origin) => {
      const applied = ledger.apply(commands, origin);
      edits.add(document.doc, applied.written);
      return applied;
    },
    describe: (next) => {
      ({ name, level } = next);
    },
    wake: () => {
      waiting.wake();
      document.wake();
    },
    close: () => {
      waiting.close();
      document.close();
    },
  };
  return opened;
};
