import { MessageType } from '@hocuspocus/server';
import * as decoding from 'lib0/decoding';

/** The head of a Hocuspocus frame: whom it is for and what it is. */
export interface Frame {
  /** Name of the document, with the provider's session behind it when there is one. */
  readonly address: string;
  readonly document: string;
  readonly type: MessageType;
  /** Of Sync and Auth frames: which step. */
  readonly step: number | null;
  /** Where, behind the address, the frame itself begins. */
  readonly bodyAt: number;
  /** Where, behind type and step, its content begins. */
  readonly contentAt: number;
}

export const syncSteps = { step1: 0, step2: 1, update: 2 } as const;
export const authSteps = { token: 0, denied: 1, authenticated: 2 } as const;

/** Null when the bytes are no frame. */
export const readFrame = (data: Uint8Array): Frame | null => {
  try {
    const decoder = decoding.createDecoder(data);
    const address = decoding.readVarString(decoder);
    const bodyAt = decoder.pos;
    const type = decoding.readVarUint(decoder) as MessageType;
    const step = hasSteps.has(type) ? decoding.readVarUint(decoder) : null;
    const [document = ''] = address.split('\0', 1);
    return { address, document, type, step, bodyAt, contentAt: decoder.pos };
  } catch {
    return null;
  }
};

const hasSteps: ReadonlySet<MessageType> = new Set([
  MessageType.Sync,
  MessageType.SyncReply,
  MessageType.Auth,
]);

export const isSync = ({ type }: Frame): boolean =>
  type === MessageType.Sync || type === MessageType.SyncReply;
