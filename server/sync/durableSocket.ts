import { MessageType, type WebSocketLike } from '@hocuspocus/server';
import type { LiveDocument } from '../documents/index.ts';
import { authSteps, type Frame, readFrame } from './frames.ts';

/** What carries frames to one client. */
export interface Transport {
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
  readonly readyState: number;
  /** Bytes that the client has not taken yet. */
  readonly bufferedAmount: number;
}

export interface DurableSocketOptions {
  readonly transport: Transport;
  readonly findDocument: (name: string) => LiveDocument | undefined;
  /** The server has ended a document's session here. */
  readonly onEnded: (address: string) => void;
}

/** More than any first answer; who does not take this much is not reading. */
const mostWaiting = 64 * 1024 * 1024;
const tryAgainLater = 1013;

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
 */
export const createDurableSocket = ({
  transport,
  findDocument,
  onEnded,
}: DurableSocketOptions): WebSocketLike => {
  const held = new Map<string, Held>();
  let heldBytes = 0;

  const drop = (address: string): void => {
    const queue = held.get(address);
    if (queue === undefined) return;
    queue.stop();
    held.delete(address);
    for (const { data } of queue.frames) heldBytes -= data.byteLength;
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

  return {
    get readyState() {
      return transport.readyState;
    },
    close: (code, reason) => {
      for (const address of [...held.keys()]) drop(address);
      transport.close(code ?? 1000, reason ?? '');
    },
    send: (bytes) => {
      const data = bytes as Uint8Array;
      if (transport.bufferedAmount + heldBytes > mostWaiting) {
        transport.close(tryAgainLater, 'too slow');
        return;
      }
      const frame = readFrame(data);
      if (frame !== null && durableTypes.has(frame.type)) {
        sendDurably(frame, data);
        return;
      }
      if (frame !== null && endsSession(frame)) {
        drop(frame.address);
        onEnded(frame.address);
      }
      transport.send(data);
    },
  };
};

const endsSession = ({ type, step }: Frame): boolean =>
  type === MessageType.CLOSE || (type === MessageType.Auth && step === authSteps.denied);
