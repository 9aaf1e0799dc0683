import { connect, type Socket } from 'node:net';
import { MessageType } from '@hocuspocus/server';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';

/** A socket on which frames are sent by hand. */
export interface RawSession {
  readonly socket: WebSocket;
  /** What the frames travel over. */
  readonly wire: Socket;
  send(...frames: readonly Uint8Array[]): void;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
}

/** Opens a socket; `path` is `/sync` or that of the bridge. */
export const openRaw = async (
  url: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<RawSession> => {
  const { hostname, port } = new URL(url);
  const wire = connect({ host: hostname, port: Number(port), noDelay: true });
  const socket = new WebSocket(url.replace('http', 'ws') + path, {
    headers,
    createConnection: () => wire,
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    socket,
    wire,
    closed,
    send: (...frames) => {
      for (const frame of frames) if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
  };
};

/** A frame for `address`: numbers as they are written in it, bytes with their length. */
export const frameFor = (
  address: string,
  ...parts: readonly (number | Uint8Array)[]
): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, address);
  for (const part of parts)
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  return encoding.toUint8Array(encoder);
};

const { Auth, Sync } = MessageType;
const nothing = Uint8Array.of(0, 0);

/** What begins a session, without asking for what the document holds: updates are taken from then on. */
export const hello = (address: string): readonly Uint8Array[] => [
  frameFor(address, Auth, 0, new TextEncoder().encode('{"generation":null}')),
  frameFor(address, Sync, 1, nothing),
];

/** Asks for all that the document holds. */
export const askForAll = (address: string): Uint8Array =>
  frameFor(address, Sync, 0, Uint8Array.of(0));
