import { HocuspocusProvider } from '@hocuspocus/provider';
import { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { metaMap } from '../../shared/documents/index.ts';
import { type CloseReason, closeCodes } from '../../shared/protocol/closeCodes.ts';
import type { SyncToken } from '../../shared/protocol/documents.ts';
import type { SyncSocket } from './socket.ts';

/** One document on the socket, until the server ends it or `close` is called. */
export interface DocumentLink {
  readonly awareness: Awareness;
  /** What the server lets this person do; null while it has not answered. */
  readonly scope: 'read-write' | 'readonly' | null;
  /** The server's state is here, on this connection. */
  readonly hasState: boolean;
  /** Connected, let in, and everything that stands in the document here is on the server's disk. */
  readonly isSettled: boolean;
  /** Counts what came from the server. */
  readonly progress: number;
  close(): void;
}

export interface LinkListener {
  /** Something that the link tells of changed. */
  changed(): void;
  /** The server ended it, or did not let us in. Null: it did not say why. The link is closed. */
  ended(reason: CloseReason | null): void;
  /** The server did not take a change: this person may only read. */
  notTaken(): void;
  message(payload: string): void;
}

/**
 * Keeps `doc` in step with the server's document `name`. Each link has a session of its own on
 * the socket, so that a late acknowledgement for a former link is never taken for one of its own.
 *
 * `mayConnect` is asked before each sign-in; false ends the link as if the generation had changed.
 */
export const linkDocument = (
  socket: SyncSocket,
  name: string,
  doc: Y.Doc,
  mayConnect: () => Promise<boolean>,
  listener: LinkListener,
): DocumentLink => {
  const awareness = new Awareness(doc);
  let isClosed = false;
  let scope: DocumentLink['scope'] = null;
  let hasState = false;
  let hasAnswered = false;
  let unacknowledged = 0;
  let progress = 0;

  const changed = (): void => {
    if (!isClosed) listener.changed();
  };
  const disconnected = (): void => {
    scope = null;
    hasState = false;
    hasAnswered = false;
    unacknowledged = 0;
    changed();
  };
  const end = (reason: CloseReason | null): void => {
    if (isClosed) return;
    close();
    listener.ended(reason);
  };

  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name,
    document: doc,
    awareness,
    sessionAwareness: true,
    token: async () => {
      if (!(await mayConnect())) throw new Error(generationReason);
      const token: SyncToken = { generation: generationOf(doc) };
      return JSON.stringify(token);
    },
    onAuthenticated: ({ scope: given }) => {
      scope = given;
      progress++;
      changed();
    },
    onAuthenticationFailed: ({ reason }) => end(closeReasonOf(reason)),
    onClose: ({ event }) => {
      // The socket's own close comes here too; it reconnects by itself.
      if (socket.isOpen) end(closeReasonOf(event.reason));
      else disconnected();
    },
    onDisconnect: disconnected,
    onStateless: ({ payload }) => listener.message(payload),
  });
  const unwatch = socket.watch(provider.effectiveName, {
    sentChanges: (kind) => {
      unacknowledged++;
      if (kind === 'answer') hasAnswered = true;
      changed();
    },
    receivedState: () => {
      hasState = true;
      progress++;
      changed();
    },
    acknowledged: (isStored) => {
      progress++;
      if (isStored) unacknowledged = Math.max(0, unacknowledged - 1);
      else if (!isClosed) listener.notTaken();
      changed();
    },
  });

  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    unwatch();
    provider.destroy();
  };

  provider.attach();
  return {
    awareness,
    get scope() {
      return scope;
    },
    get hasState() {
      return hasState;
    },
    get isSettled() {
      return !isClosed && scope !== null && hasState && hasAnswered && unacknowledged === 0;
    },
    get progress() {
      return progress;
    },
    close,
  };
};

/** Which life of the document this is; null while nothing of it is here. */
export const generationOf = (doc: Y.Doc): number | null => {
  const generation = doc.getMap(metaMap).get('generation');
  return typeof generation === 'number' ? generation : null;
};

const generationReason: CloseReason = 'generation';

/** Reasons travel as text: the name of a close code, perhaps with more around it. */
const closeReasonOf = (text: string): CloseReason | null =>
  (Object.keys(closeCodes) as CloseReason[]).find((reason) =>
    text.toLowerCase().includes(reason),
  ) ?? null;
