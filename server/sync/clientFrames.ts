import { MessageType } from '@hocuspocus/server';
import * as decoding from 'lib0/decoding';
import { modifyAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { authSteps, type Frame, isSync, syncSteps } from './frames.ts';

/** What a frame of a client is to the server: read, nothing to it, or not whole. */
export type FrameKind = 'read' | 'ignored' | 'broken';

/**
 * Reads a frame through before Hocuspocus does, which prints what it stumbles over. Updates are
 * only measured here: whoever applies them checks them.
 */
export const kindOfFrame = (data: Uint8Array, frame: Frame): FrameKind => {
  if (!isRead(frame)) return 'ignored';
  try {
    readThrough(decoding.createDecoder(data.subarray(frame.contentAt)), frame);
    return 'read';
  } catch {
    return 'broken';
  }
};

const isRead = (frame: Frame): boolean =>
  frame.type === MessageType.Auth
    ? frame.step === authSteps.token
    : isSync(frame) || withoutSteps.has(frame.type);

const withoutSteps: ReadonlySet<MessageType> = new Set([
  MessageType.Awareness,
  MessageType.QueryAwareness,
  MessageType.CLOSE,
]);

const readThrough = (decoder: decoding.Decoder, frame: Frame): void => {
  if (frame.type === MessageType.Auth) {
    decoding.readVarString(decoder);
    if (decoding.hasContent(decoder)) decoding.readVarString(decoder);
  }
  if (frame.type === MessageType.Awareness)
    modifyAwarenessUpdate(decoding.readVarUint8Array(decoder), (state) => state);
  if (!isSync(frame)) return;
  if (!steps.has(frame.step)) throw new RangeError('no such step');
  const content = decoding.readVarUint8Array(decoder);
  if (frame.step === syncSteps.step1) Y.decodeStateVector(content);
};

const steps: ReadonlySet<number | null> = new Set(Object.values(syncSteps));
