import { randomUUID } from 'node:crypto';
import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { socketWith } from '../../sync/support/socketWith.ts';

/** A document that a light client keeps in step. */
export interface LightDocument {
  readonly name: string;
  /** What is said to already be here; `nothingYet` asks for all of it. */
  readonly stateVector: () => Uint8Array;
  /** Presence to be told at each connection; null: none. */
  readonly presence: object | null;
  /** With an address of its own, as our client does; stock ones have the name alone. */
  readonly isSession: boolean;
  readonly token: string;
  /** The server's answer: what the state vector lacks. Not copied: read it now. */
  onState(update: Uint8Array): void;
}

/**
 * A client on the stock provider's own socket, with its reconnecting, that holds no Y.Doc: it goes
 * through the provider's whole handshake (token, first step, presence, answer to the server's first
 * step, acknowledgement), and what it "has" is a state vector. Two hundred of them fit in one
 * process and cost it little, so that what is measured is the server.
 */
export interface LightClient {
  attach(document: LightDocument): void;
  /**
   * Resolves with the time (ms since 1970) at which every attached document was in step on one
   * connection: let in, the server's state here, the answer to its first step acknowledged.
   * Counts from the latest connection or attachment.
   */
  inSync(): Promise<number>;
  /** Called from then on, this waits for the next connection, which has to come. */
  expectLoss(): void;
  close(): void;
}

export interface LightClientOptions {
  /** `ws://…` with path. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How long it waits between attempts, ms. */
  readonly waits: {
    readonly delay: number;
    readonly minDelay: number;
    readonly maxDelay: number;
  };
  /** What else it does at each connection; it is in sync only when that is done too. */
  readonly onOpen?: () => Promise<void>;
}

/** The state vector of an empty document: no clients. */
export const nothingYet = Uint8Array.of(0);

/** Frames of Hocuspocus 4, sync steps of y-protocols 1. */
const frames = { sync: 0, awareness: 1, auth: 2, syncReply: 4, syncStatus: 8 } as const;
const steps = { one: 0, two: 1 } as const;
const authSteps = { token: 0, denied: 1, authenticated: 2 } as const;
const emptyUpdate = Uint8Array.of(0, 0);
const providerVersion = '4.7.0';

interface Attached extends LightDocument {
  readonly address: string;
  readonly presenceClient: number;
  presenceClock: number;
  isIn: boolean;
  hasState: boolean;
  isAcknowledged: boolean;
}

export const openLightClient = ({
  url,
  headers,
  waits,
  onOpen = async () => {},
}: LightClientOptions): LightClient => {
  const attached = new Map<string, Attached>();
  let isOpen = false;
  /** How often it connected, and for which of those all that is done besides is done. */
  let connections = 0;
  let readyConnection = 0;
  let syncedAt: number | null = null;
  let waiting: (() => void)[] = [];
  let failure: Error | null = null;
  let failed: ((error: Error) => void)[] = [];

  const fail = (error: Error): void => {
    failure = error;
    for (const reject of failed) reject(error);
  };
  const startOver = (document: Attached): void => {
    document.isIn = false;
    document.hasState = false;
    document.isAcknowledged = false;
    syncedAt = null;
  };
  const greet = (document: Attached): void => {
    startOver(document);
    const { address, token, stateVector, presence } = document;
    socket.send(
      frame(address, frames.auth, (encoder) => {
        encoding.writeVarUint(encoder, authSteps.token);
        encoding.writeVarString(encoder, token);
        encoding.writeVarString(encoder, providerVersion);
      }),
    );
    socket.send(
      frame(address, frames.sync, (encoder) => {
        encoding.writeVarUint(encoder, steps.one);
        encoding.writeVarUint8Array(encoder, stateVector());
      }),
    );
    if (presence === null) return;
    const update = presenceUpdate(document.presenceClient, ++document.presenceClock, presence);
    socket.send(
      frame(address, frames.awareness, (encoder) => encoding.writeVarUint8Array(encoder, update)),
    );
  };

  const take = (data: Uint8Array): void => {
    if (data.length < 3) return;
    const decoder = decoding.createDecoder(data);
    const document = attached.get(decoding.readVarString(decoder));
    if (document === undefined) return;
    const type = decoding.readVarUint(decoder);
    if (type === frames.auth) {
      const step = decoding.readVarUint(decoder);
      if (step === authSteps.denied)
        fail(new Error(`${document.name} refused: ${decoding.readVarString(decoder)}`));
      document.isIn = step === authSteps.authenticated;
    } else if (type === frames.sync || type === frames.syncReply) {
      const step = decoding.readVarUint(decoder);
      if (step === steps.one)
        socket.send(
          frame(document.address, frames.sync, (encoder) => {
            encoding.writeVarUint(encoder, steps.two);
            encoding.writeVarUint8Array(encoder, emptyUpdate);
          }),
        );
      else if (step === steps.two) {
        document.hasState = true;
        document.onState(decoding.readVarUint8Array(decoder));
      }
    } else if (type === frames.syncStatus) {
      document.isAcknowledged = decoding.readVarUint(decoder) === 1;
    }
    look();
  };
  const look = (): void => {
    if (syncedAt !== null || readyConnection !== connections) return;
    for (const { isIn, hasState, isAcknowledged } of attached.values())
      if (!isIn || !hasState || !isAcknowledged) return;
    syncedAt = Date.now();
    const heard = waiting;
    waiting = [];
    failed = [];
    for (const tell of heard) tell();
  };

  const socket = new HocuspocusProviderWebsocket({
    url,
    ...waits,
    WebSocketPolyfill: socketWith(headers),
    onOpen: () => {
      isOpen = true;
      syncedAt = null;
      for (const document of attached.values()) greet(document);
      const connection = ++connections;
      onOpen().then(() => {
        readyConnection = connection;
        look();
      }, fail);
    },
    onClose: () => {
      isOpen = false;
      for (const document of attached.values()) startOver(document);
    },
  });

  socket.on('message', (event: MessageEvent<ArrayBuffer>) => take(new Uint8Array(event.data)));

  return {
    attach: (document) => {
      const address = document.isSession ? `${document.name}\0${randomUUID()}` : document.name;
      const presenceClient = Math.floor(Math.random() * 2 ** 32);
      const known = { presenceClient, presenceClock: 0 };
      const state = { isIn: false, hasState: false, isAcknowledged: false };
      const added: Attached = { ...document, ...known, ...state, address };
      attached.set(address, added);
      syncedAt = null;
      if (isOpen) greet(added);
    },
    inSync: () =>
      new Promise((resolve, reject) => {
        if (failure !== null) reject(failure);
        else if (syncedAt !== null) resolve(syncedAt);
        else {
          waiting.push(() => resolve(syncedAt!));
          failed.push(reject);
        }
      }),
    expectLoss: () => {
      connections++;
      for (const document of attached.values()) startOver(document);
    },
    close: () => socket.destroy(),
  };
};

const frame = (
  address: string,
  type: number,
  write: (encoder: encoding.Encoder) => void,
): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, address);
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
};

/** One client's state, as y-protocols' awareness encodes it. */
const presenceUpdate = (client: number, clock: number, state: object): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, JSON.stringify(state));
  return encoding.toUint8Array(encoder);
};
