import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { untilSynced } from './editor.ts';

/** Somebody who only looks: a real socket in step with the server, without a document behind it. */
export interface Listener {
  close(): void;
}

export interface ListenerOptions {
  /** With its path. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What frames begin with and the token for it; null where a socket has one document. */
  readonly session: { readonly address: string; readonly token: string } | null;
  readonly onUpdate: (update: Uint8Array) => void;
}

const sync = 0;
const auth = 2;
const steps = { one: 0, two: 1, update: 2 } as const;
const noUpdate = new Uint8Array([0, 0]);
const noStateVector = new Uint8Array([0]);

/**
 * Speaks y-websocket's protocol or Hocuspocus's, which differ in how frames begin. Two hundred
 * documents in one process would be slower than any server; a listener takes each update as it
 * comes and applies none, with every server alike.
 */
export const openListener = async ({
  url,
  headers,
  session,
  onUpdate,
}: ListenerOptions): Promise<Listener> => {
  const socket = new WebSocket(url, { headers });
  socket.binaryType = 'nodebuffer';

  const send = (write: (encoder: encoding.Encoder) => void): void => {
    const encoder = encoding.createEncoder();
    if (session !== null) encoding.writeVarString(encoder, session.address);
    write(encoder);
    socket.send(encoding.toUint8Array(encoder));
  };
  const sendStep = (step: number, content: Uint8Array): void =>
    send((encoder) => {
      encoding.writeVarUint(encoder, sync);
      encoding.writeVarUint(encoder, step);
      encoding.writeVarUint8Array(encoder, content);
    });

  await untilSynced((resolve) => {
    socket.on('open', () => {
      if (session !== null)
        send((encoder) => {
          encoding.writeVarUint(encoder, auth);
          encoding.writeVarUint(encoder, 0);
          encoding.writeVarString(encoder, session.token);
          encoding.writeVarString(encoder, '4.7.0');
        });
      sendStep(steps.one, noStateVector);
    });
    socket.on('message', (frame: Buffer) => {
      const decoder = decoding.createDecoder(frame);
      if (session !== null) decoding.readVarString(decoder);
      if (decoding.readVarUint(decoder) !== sync) return;
      const step = decoding.readVarUint(decoder);
      if (step === steps.one) sendStep(steps.two, noUpdate);
      else if (step === steps.two) resolve();
      else onUpdate(decoding.readVarUint8Array(decoder));
    });
  });
  return { close: () => socket.terminate() };
};
