import { MessageType } from '@hocuspocus/server';
import * as encoding from 'lib0/encoding';
import { closeCodes } from '../../shared/protocol/closeCodes.ts';
import type { SyncToken } from '../../shared/protocol/documents.ts';
import type { Transport } from './durableSocket.ts';
import { authSteps, readFrame } from './frames.ts';

/**
 * Between the plain y-websocket protocol, which knows one document a socket, and Hocuspocus's
 * frames, which begin with the document's name. What only Hocuspocus knows is answered here.
 */
export const yjsTransport = (socket: Transport): Transport => ({
  get readyState() {
    return socket.readyState;
  },
  get bufferedAmount() {
    return socket.bufferedAmount;
  },
  whenTaken: socket.whenTaken,
  close: (code, reason) => socket.close(toYjsCloseCode(code), reason),
  send: (data) => {
    const frame = readFrame(data);
    if (frame === null) return;
    const body = data.subarray(frame.bodyAt);
    switch (frame.type) {
      case MessageType.Sync:
      case MessageType.Awareness:
      case MessageType.QueryAwareness:
        socket.send(body);
        return;
      case MessageType.SyncReply:
        socket.send(withType(MessageType.Sync, body));
        return;
      case MessageType.Auth:
        if (frame.step === authSteps.denied) closeFor(socket, readReason(body.subarray(2)));
        return;
      case MessageType.CLOSE:
        closeFor(socket, readReason(body.subarray(1)));
        return;
      case MessageType.SyncStatus:
        // A refusal to a reader who wrote: his document would drift away without a word.
        if (body[1] === 0) closeFor(socket, 'forbidden');
        return;
      default:
        return;
    }
  },
});

/** A stock client's frame as Hocuspocus reads it, or null for one that is not for it. */
export const fromYjs = (document: string, data: Uint8Array): Uint8Array | null =>
  passing.has(data[0] as MessageType) ? addressed(document, data) : null;

/** The frame with which a session begins; stock clients do not know about generations. */
export const authFrame = (document: string): Uint8Array => {
  const token: SyncToken = { generation: null };
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MessageType.Auth);
  encoding.writeVarUint(encoder, authSteps.token);
  encoding.writeVarString(encoder, JSON.stringify(token));
  return addressed(document, encoding.toUint8Array(encoder));
};

/** Authentication is ours to say, and the rest is between servers. */
const passing: ReadonlySet<MessageType> = new Set([
  MessageType.Sync,
  MessageType.Awareness,
  MessageType.QueryAwareness,
]);

const addressed = (document: string, body: Uint8Array): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, document);
  encoding.writeUint8Array(encoder, body);
  return encoding.toUint8Array(encoder);
};

/** All types are below 128: one byte. */
const withType = (type: MessageType, body: Uint8Array): Uint8Array => {
  const changed = body.slice();
  changed[0] = type;
  return changed;
};

const readReason = (text: Uint8Array): string => new TextDecoder().decode(text.subarray(1));

const closeFor = (socket: Transport, reason: string): void => {
  const code = Object.entries(closeCodes).find(([name]) => name === reason)?.[1];
  socket.close(code ?? goingAway, reason);
};

const goingAway = 1001;

/** y-websocket never comes back after 4400–4499: of those only ours, which are meant so. */
const toYjsCloseCode = (code: number): number => {
  const isFinal = code >= 4400 && code < 4500;
  const isOurs = Object.values(closeCodes).some((known) => known === code);
  return isFinal && !isOurs ? goingAway : code;
};
