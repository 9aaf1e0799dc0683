import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { CloseReason } from '../../shared/protocol/closeCodes.ts';
import {
  type DocumentName,
  parseDocumentName,
  type ServerMessage,
} from '../../shared/protocol/documents.ts';
import { type DocumentLink, linkDocument } from './documentLink.ts';
import type { Journal } from './journal.ts';
import type { ServerApi } from './serverApi.ts';
import type { SyncSocket } from './socket.ts';
import type { UnsavedEdits } from './unsavedEdits.ts';
import type { Waiting } from './waiting.ts';
import { createWatchdog } from './watchdog.ts';

/**
 * - `connecting`: on the way to the server, or back to it;
 * - `live`: changes go both ways;
 * - `recovering`: the copy here is no longer the server's; a fresh one is on its way;
 * - `broken`: the server cannot load or store the document; tried again;
 * - `ended`: no right to it any more, or closed.
 */
export type DocumentCondition = 'connecting' | 'live' | 'recovering' | 'broken' | 'ended';

/** A document of the server, here; its Y.Doc is replaced when the server's begins anew. */
export interface SyncedDocument {
  readonly name: DocumentName;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly condition: DocumentCondition;
  /** True from the first time that the server's state was here. */
  readonly hasArrived: boolean;
  /** Everything in it is on the server's disk. */
  readonly isSettled: boolean;
  /** The server owes an answer for longer than it should. */
  readonly isLate: boolean;
  /** Null while the server has not said. */
  readonly mayWrite: boolean | null;
  /** To be called every second: does something about an answer that never comes. */
  look(): void;
  /** Takes a fresh copy, and hands the server what the old one had not saved. */
  renew(): void;
  /** The right to it is gone: shows nothing of it any more, and ends. */
  withdraw(): void;
  /** Hands the server what dead tabs left. */
  recoverOrphans(): void;
  /** Tries again now. */
  wake(): void;
  close(): void;
}

export interface DocumentHost {
  readonly socket: SyncSocket;
  readonly api: Pick<ServerApi, 'recover'>;
  readonly journal: Journal;
  readonly user: string;
  readonly tab: string;
  readonly newId: () => string;
  readonly now: () => number;
  /** Asked before each connection; false: this tab was taken for dead, start from fresh copies. */
  mayConnect(): Promise<boolean>;
  changed(): void;
  signedOut(): void;
}

export interface DocumentUse {
  /** Makes a fresh copy ready to be shown; what it answers puts it in the place of the old one. */
  prepare(next: Y.Doc): Promise<() => void>;
  /** The server closed it to this person: may it be opened again? */
  mayReturn(): Promise<boolean>;
  /** The right was withdrawn, for good. */
  left(): void;
  message(message: ServerMessage): void;
}

/**
 * What was written here is kept when somebody else's write overrules it: it may not have been sent
 * yet, and the server records it as a conflict. Of notes, whose edits merge, nothing is kept.
 */
const newCopy = (name: DocumentName): Y.Doc => {
  if (parseDocumentName(name)?.kind === 'note') return new Y.Doc();
  const doc: Y.Doc = new Y.Doc({ gcFilter: ({ id }) => id.client !== doc.clientID });
  return doc;
};

/** `waiting` ends with the document. */
export const syncDocument = (
  name: DocumentName,
  host: DocumentHost,
  edits: UnsavedEdits,
  waiting: Waiting,
  use: DocumentUse,
): SyncedDocument => {
  const { socket } = host;
  let condition: DocumentCondition = 'connecting';
  let hasArrived = false;
  let isRenewing = false;
  let settling: Promise<boolean> = Promise.resolve(true);
  const watchdog = createWatchdog();
  let current = attach(newCopy(name));
  /** The copy that is to take the place of the current one. */
  let coming: Copy | null = null;

  interface Copy {
    readonly doc: Y.Doc;
    readonly link: DocumentLink;
    readonly arrived: Promise<boolean>;
    endReason: CloseReason | null | undefined;
    /** It will not arrive. */
    giveUp(): void;
  }

  function attach(doc: Y.Doc): Copy {
    let arrive: (hasState: boolean) => void = () => {};
    const arrived = new Promise<boolean>((resolve) => {
      arrive = resolve;
    });
    const link = linkDocument(socket, name, doc, host.mayConnect, {
      changed: () => {
        if (link.hasState) arrive(true);
        if (copy === current) follow();
        host.changed();
      },
      ended: (reason) => {
        copy.endReason = reason;
        arrive(false);
        if (copy === current) void react(reason);
      },
      notTaken: () => {
        if (copy === current) void renew();
      },
      message: (payload) => take(JSON.parse(payload) as ServerMessage),
    });
    const giveUp = (): void => arrive(false);
    const copy: Copy = { doc, link, arrived, endReason: undefined, giveUp };
    return copy;
  }

  const take = (message: ServerMessage): void => {
    if (message.type === 'stored') edits.stored(message.client, message.clock);
    else use.message(message);
  };

  /** Keeps the condition and what is unsaved in step with the link. */
  const follow = (): void => {
    if (condition === 'ended' || isRenewing) return;
    const { link, doc } = current;
    const wasLive = condition === 'live';
    condition = link.hasState ? 'live' : condition === 'broken' ? 'broken' : 'connecting';
    if (link.hasState) {
      hasArrived = true;
      if (!wasLive) waiting.wake();
    }
    if (!edits.standIn(doc)) return;
    if (link.isSettled) edits.settled(doc);
    else if (link.scope === 'readonly') void renew();
  };

  const react = async (reason: CloseReason | null): Promise<void> => {
    if (condition === 'ended' || isRenewing) return;
    if (reason === 'refused') edits.refused(current.doc);
    if (reason === 'generation' || reason === 'refused') return renew();
    if (reason === 'forbidden') return (await use.mayReturn()) ? renew() : leave();
    if (reason === 'unauthenticated') {
      condition = 'connecting';
      host.signedOut();
      return;
    }
    condition = reason === 'broken' ? 'broken' : 'connecting';
    host.changed();
    if (!(await waiting.next()) || isRenewing) return;
    current = attach(current.doc);
  };

  /** One after the other: entries must not be handed in twice at once. */
  const settle = (): Promise<boolean> => {
    const next = settling.then(() => edits.handIn(isRenewing ? null : current.doc));
    settling = next.catch(() => false);
    return next;
  };

  const renew = async (): Promise<void> => {
    if (isRenewing || condition === 'ended') return;
    isRenewing = true;
    condition = 'recovering';
    current.link.close();
    host.changed();
    while (await settle()) {
      const copy = attach(newCopy(name));
      coming = copy;
      if (await copy.arrived) {
        const show = await use.prepare(copy.doc);
        if (copy.endReason === undefined && !isEnded()) {
          show();
          current.doc.destroy();
          current = copy;
          coming = null;
          isRenewing = false;
          condition = 'connecting';
          follow();
          host.changed();
          await settle();
          return;
        }
      }
      copy.link.close();
      if (isEnded()) return;
      if (copy.endReason === 'unauthenticated') return host.signedOut();
      if (copy.endReason === 'forbidden' && !(await use.mayReturn())) return leave();
      if (copy.endReason === 'broken') condition = 'broken';
      host.changed();
      if (!(await waiting.next())) return;
    }
  };

  const look = (): void => {
    const { isLate } = watchdog;
    // What has ended comes again by itself.
    const { link, endReason } = coming ?? current;
    const isOwed =
      condition !== 'ended' && endReason === undefined && (coming === null || !link.hasState);
    const isWaiting = isOwed && socket.isOpen && !socket.isSilent && !link.isSettled;
    const remedy = watchdog.look(isWaiting, link.progress);
    if (remedy !== 'none' && coming !== null) coming.giveUp();
    else if (remedy === 'renew') void renew();
    else if (remedy === 'relink' && !isRenewing) {
      link.close();
      current = attach(current.doc);
      condition = 'connecting';
    }
    if (remedy !== 'none' || watchdog.isLate !== isLate) host.changed();
  };

  const isEnded = (): boolean => condition === 'ended';

  /** What was not saved is handed in all the same: the server says that it may not be. */
  const leave = async (): Promise<void> => {
    if (isEnded()) return;
    condition = 'ended';
    isRenewing = true;
    coming?.link.close();
    current.link.close();
    use.left();
    host.changed();
    await settle();
  };

  return {
    name,
    get doc() {
      return current.doc;
    },
    get awareness() {
      return current.link.awareness;
    },
    get condition() {
      return condition;
    },
    get hasArrived() {
      return hasArrived;
    },
    get isSettled() {
      return !isRenewing && current.link.isSettled;
    },
    get mayWrite() {
      return current.link.scope === null ? null : current.link.scope === 'read-write';
    },
    get isLate() {
      return watchdog.isLate;
    },
    look,
    renew: () => void renew(),
    withdraw: () => void leave(),
    recoverOrphans: () => void settle(),
    wake: () => waiting.wake(),
    close: () => {
      condition = 'ended';
      waiting.close();
      coming?.link.close();
      current.link.close();
    },
  };
};
