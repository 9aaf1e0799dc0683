import { type Document, MessageType } from '@hocuspocus/server';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { type Frame, syncSteps } from './frames.ts';

/** What one session was not sent, as far as it takes to make up for it in one piece. */
export interface Missed {
  /** Not only presence. */
  readonly hasUpdates: boolean;
  /** Takes note of a frame that is not sent. */
  add(frame: Frame, data: Uint8Array): void;
  /** The frames that bring the session up to what `document` holds now. */
  makeUp(address: string, document: Document): readonly Uint8Array[];
}

/** Frames that may be left out, because what the document holds later says the same. */
export const isBroadcast = ({ type, step }: Frame): boolean =>
  isPresence({ type }) || (type === MessageType.Sync && step === syncSteps.update);

export const isPresence = ({ type }: Pick<Frame, 'type'>): boolean =>
  type === MessageType.Awareness;

export const createMissed = (): Missed => {
  /** Yjs client → the first of its clocks that was not sent. */
  const clocks = new Map<number, number>();
  const present = new Set<number>();
  let hasUpdates = false;

  return {
    get hasUpdates() {
      return hasUpdates;
    },
    add: (frame, data) => {
      const body = decoding.createDecoder(data.subarray(frame.contentAt));
      const content = decoding.readVarUint8Array(body);
      if (isPresence(frame)) {
        for (const client of clientsIn(content)) present.add(client);
        return;
      }
      hasUpdates = true;
      for (const [client, clock] of Y.parseUpdateMeta(content).from)
        if (!clocks.has(client)) clocks.set(client, clock);
    },
    makeUp: (address, document) => {
      const frames: Uint8Array[] = [];
      if (hasUpdates) {
        const sent = Y.decodeStateVector(Y.encodeStateVector(document));
        for (const [client, clock] of clocks) sent.set(client, clock);
        const update = Y.encodeStateAsUpdate(document, Y.encodeStateVector(sent));
        frames.push(frameOf(address, [MessageType.Sync, syncSteps.update], update));
      }
      const { awareness } = document;
      const known = [...present].filter((client) => awareness.meta.has(client));
      if (known.length > 0) {
        const states = encodeAwarenessUpdate(awareness, known);
        frames.push(frameOf(address, [MessageType.Awareness], states));
      }
      return frames;
    },
  };
};

const frameOf = (address: string, head: readonly number[], content: Uint8Array): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, address);
  for (const number of head) encoding.writeVarUint(encoder, number);
  encoding.writeVarUint8Array(encoder, content);
  return encoding.toUint8Array(encoder);
};

/** Whose states an awareness update of y-protocols tells. */
const clientsIn = (states: Uint8Array): number[] => {
  const decoder = decoding.createDecoder(states);
  const clients: number[] = [];
  for (let count = decoding.readVarUint(decoder); count > 0; count--) {
    clients.push(decoding.readVarUint(decoder));
    decoding.readVarUint(decoder);
    decoding.readVarString(decoder);
  }
  return clients;
};
