import { type Document, MessageType, type WebSocketLike } from '@hocuspocus/server';
import type { LiveDocument } from '../documents/index.ts';
import { authSteps, type Frame, readFrame } from './frames.ts';
import type { Laggards } from './laggards.ts';
import { syncLimits } from './limits.ts';
import { createMissed, isBroadcast, isPresence, type Missed } from './missed.ts';

/** What carries frames to one client. */
export interface Transport {
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
  readonly readyState: number;
  /** Bytes that the client has not taken yet. */
  readonly bufferedAmount: number;
  /** Calls once when the client's side of the network has taken all that was sent until now. */
  whenTaken(listener: () => void): void;
}

export interface DurableSocketOptions {
  readonly transport: Transport;
  readonly findDocument: (name: string) => LiveDocument | undefined;
  readonly laggards: Laggards;
  /** The server has ended a document's session here. */
  readonly onEnded: (address: string) => void;
}

/** What Hocuspocus sends to, and how much of it waits in memory. */
export interface DurableSocket extends WebSocketLike {
  /** Bytes that are held, or that the client has not taken. */
  readonly waiting: number;
  /** The socket is gone. */
  ended(): void;
}

const tryAgainLater = 1013;
const open = 1;

/** Frames that show, or acknowledge, what a document holds. */
const durableTypes: ReadonlySet<MessageType> = new Set([
  MessageType.Sync,
  MessageType.SyncReply,
  MessageType.SyncStatus,
  MessageType.Stateless,
]);

interface Held {
  readonly live: LiveDocument;
  readonly frames: { readonly seq: number; readonly data: Uint8Array }[];
  readonly stop: () => void;
}

/**
 * Lets a frame out only when everything that the document held at that moment is on disk, so that
 * nobody is ever shown, or told that he has, what a crash could take back. Each document's frames
 * keep their order; presence does not wait. Frames of a document that broke are thrown away.
 *
 * For who reads too slowly others' edits do not pile up: they are left out, and when he has taken
 * what waited he gets all that he missed of a document in one piece.
 */
export const createDurableSocket = ({
  transport,
  findDocument,
  laggards,
  onEnded,
}: DurableSocketOptions): DurableSocket => {
  const held = new Map<string, Held>();
  /** By address; who misses updates is sent no more of them until he has those. */
  const missed = new Map<string, Missed>();
  let heldBytes = 0;
  let isWatched = false;

  const waiting = (): number => transport.bufferedAmount + heldBytes;

  const drop = (address: string): void => {
    const queue = held.get(address);
    if (queue === undefined) return;
    queue.stop();
    held.delete(address);
    for (const { data } of queue.frames) heldBytes -= data.byteLength;
    if (missed.size > 0) watch();
  };

  const release = (address: string): void => {
    const queue = held.get(address);
    if (queue === undefined) return;
    const { commits } = queue.live;
    if (commits.failed) {
      drop(address);
      return;
    }
    const { committed } = commits;
    let released = 0;
    while (released < queue.frames.length && queue.frames[released]!.seq <= committed) {
      const { data } = queue.frames[released++]!;
      heldBytes -= data.byteLength;
      transport.send(data);
    }
    queue.frames.splice(0, released);
    if (queue.frames.length === 0) drop(address);
    if (missed.size > 0) watch();
  };

  const hold = (live: LiveDocument, address: string, data: Uint8Array): void => {
    let queue = held.get(address);
    if (queue === undefined) {
      queue = { live, frames: [], stop: live.commits.observe(() => release(address)) };
      held.set(address, queue);
    }
    queue.frames.push({ seq: live.commits.last, data });
    heldBytes += data.byteLength;
  };

  const sendDurably = (frame: Frame, data: Uint8Array): void => {
    const live = findDocument(frame.document);
    if (held.get(frame.address)?.live !== live) drop(frame.address);
    if (live === undefined || !live.isOpen) return;
    const { commits } = live;
    if (!held.has(frame.address) && commits.committed === commits.last) transport.send(data);
    else hold(live, frame.address, data);
  };

  /** Looks again when all that was sent until now is taken. */
  const watch = (): void => {
    if (isWatched) return;
    isWatched = true;
    laggards.add(missed);
    transport.whenTaken(() => {
      isWatched = false;
      makeUp();
    });
  };

  const makeUp = (): void => {
    if (transport.readyState !== open) return;
    for (const [address, what] of missed) {
      if (transport.bufferedAmount > 0) break;
      // What is held keeps its place: more only when the disk has let it go.
      if (heldBytes > syncLimits.waitingAtLeast) return;
      const live = findDocument(address.split('\0', 1)[0]!);
      // What is about to be told would else come behind what builds on it.
      if (live?.isOpen) (live.doc as Document).flush();
      missed.delete(address);
      if (!live?.isOpen) continue;
      for (const data of what.makeUp(address, live.doc as Document)) pass(readFrame(data)!, data);
    }
    if (missed.size > 0) watch();
    else laggards.remove(missed);
  };

  const isTooMuch = (frame: Frame): boolean => {
    const amount = waiting();
    if (isPresence(frame)) return amount > syncLimits.waitingWithPresence;
    if (missed.get(frame.address)?.hasUpdates) return true;
    return amount > syncLimits.waitingAtLeast && amount > laggards.allowance;
  };

  const leaveOut = (frame: Frame, data: Uint8Array): void => {
    const what = missed.get(frame.address) ?? createMissed();
    what.add(frame, data);
    missed.set(frame.address, what);
    watch();
  };

  const pass = (frame: Frame, data: Uint8Array): void => {
    if (durableTypes.has(frame.type)) sendDurably(frame, data);
    else transport.send(data);
  };

  const forget = (): void => {
    missed.clear();
    for (const address of [...held.keys()]) drop(address);
    laggards.remove(missed);
  };

  return {
    get readyState() {
      return transport.readyState;
    },
    get waiting() {
      return waiting();
    },
    ended: forget,
    close: (code, reason) => {
      forget();
      transport.close(code ?? 1000, reason ?? '');
    },
    send: (bytes) => {
      const data = bytes as Uint8Array;
      if (waiting() > syncLimits.waitingBeforeEnd) {
        transport.close(tryAgainLater, 'too slow');
        return;
      }
      const frame = readFrame(data);
      if (frame !== null && isBroadcast(frame) && isTooMuch(frame)) {
        leaveOut(frame, data);
        return;
      }
      if (frame === null) {
        transport.send(data);
        return;
      }
      if (endsSession(frame)) {
        drop(frame.address);
        missed.delete(frame.address);
        onEnded(frame.address);
      }
      pass(frame, data);
    },
  };
};

const endsSession = ({ type, step }: Frame): boolean =>
  type === MessageType.CLOSE || (type === MessageType.Auth && step === authSteps.denied);
