import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { closeCodes } from '../../shared/protocol/closeCodes.ts';
import type { Access, Actor } from '../access/index.ts';
import type { Documents } from '../documents/index.ts';
import { createDurableSocket, type Transport } from './durableSocket.ts';
import { connectionsOf, Hub } from './hub.ts';
import { createIncomingGate } from './incomingGate.ts';
import { isOwnOrigin } from './origin.ts';
import { watchRights } from './rightsWatch.ts';
import { closeConnection, type Visit } from './visit.ts';
import { authFrame, fromYjs, yjsTransport } from './yjsTransport.ts';

export { isWatched, newSyncedDoc } from './hub.ts';

/** Live editing over WebSockets: `/sync` for our client, `/yjs/<document>` for stock Yjs ones. */
export interface Sync {
  /** For the HTTP server's `upgrade` event; answers every request. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every socket and takes no more. */
  close(): void;
}

export interface SyncDependencies {
  readonly documents: Documents;
  readonly access: Pick<Access, 'authenticate' | 'current' | 'level' | 'onRightsChanged'>;
  readonly publicUrl: string | null;
  readonly logger: Logger;
}

const maxPayload = 8 * 1024 * 1024;
const pingEvery = 25_000;
const restarting = 1012;
/** ms in which a client should answer that it is closing. */
const closeWithin = 1_000;
const badFrame = 1008;

export const createSync = (dependencies: SyncDependencies): Sync => {
  const { documents, access, publicUrl, logger } = dependencies;
  const hub = new Hub(dependencies);
  const server = new WebSocketServer({ noServer: true, maxPayload, clientTracking: true });
  const visits = new Set<Visit>();
  const stopWatching = watchRights({ ...dependencies, visits });
  let isClosed = false;

  documents.onLeaving(({ doc }, reason) => {
    if (reason === 'idle') return;
    for (const connection of connectionsOf(doc)) closeConnection(connection, reason);
  });

  const accept = (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<WebSocket> =>
    new Promise((resolve) => server.handleUpgrade(request, socket, head, resolve));

  const welcome = (socket: WebSocket, actor: Actor, stockDocument: string | null): void => {
    const visit: Visit = {
      actor,
      rightsChanges: 0,
      close: (reason) => socket.close(closeCodes[reason], reason),
    };
    const plain: Transport = socket;
    const gate = createIncomingGate({
      forward: (data) => connection.handleMessage(data),
      onFault: (reason) => {
        logger.warn({ user: actor.user, reason }, 'socket closed');
        socket.close(badFrame, reason);
      },
    });
    const durable = createDurableSocket({
      transport: stockDocument === null ? plain : yjsTransport(plain),
      findDocument: documents.find,
      onEnded: gate.end,
    });
    const connection = hub.handleConnection(durable, new Request('http://localhost'), { visit });

    visits.add(visit);
    const stopPinging = keepAlive(socket, () => {
      connection.lastMessageReceivedAt = Date.now();
    });
    socket.on('message', (data: Buffer) => {
      const frame = stockDocument === null ? data : fromYjs(stockDocument, data);
      if (frame !== null) gate.receive(frame);
    });
    socket.on('error', (error) => logger.debug({ err: error }, 'socket failed'));
    socket.on('close', (code, reason) => {
      stopPinging();
      visits.delete(visit);
      connection.handleClose({ code, reason: reason.toString() });
    });
    if (stockDocument !== null) gate.receive(authFrame(stockDocument));
  };

  const handle = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const stockDocument = stockDocumentName(pathname);
    if (isClosed || (pathname !== '/sync' && stockDocument === null)) {
      turnAway(socket, isClosed ? '503 Service Unavailable' : '404 Not Found');
      return;
    }
    if (stockDocument === null && !isOwnOrigin(request, publicUrl)) {
      turnAway(socket, '403 Forbidden');
      return;
    }
    const { authorization, cookie } = request.headers;
    const token = searchParams.get('token') ?? undefined;
    const actor = await access.authenticate(
      stockDocument === null ? { authorization, cookie } : { authorization, token },
    );
    const accepted = await accept(request, socket, head);
    // A page learns the reason only from a socket that was open.
    if (actor === null) accepted.close(closeCodes.unauthenticated, 'unauthenticated');
    else welcome(accepted, actor, stockDocument);
  };

  return {
    handleUpgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      handle(request, socket, head).catch((error: unknown) => {
        logger.error({ err: error }, 'upgrade failed');
        turnAway(socket, '500 Internal Server Error');
      });
    },
    close: () => {
      isClosed = true;
      stopWatching();
      for (const socket of server.clients) {
        socket.close(restarting, 'restarting');
        setTimeout(() => socket.terminate(), closeWithin).unref();
      }
    },
  };
};

/** `/yjs/ledger/01J…` → `ledger/01J…`. */
const stockDocumentName = (pathname: string): string | null => {
  const encoded = /^\/yjs\/(.+)$/.exec(pathname)?.[1];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
};

const turnAway = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** Ends a socket whose other end has silently gone. Answers how to stop. */
const keepAlive = (socket: WebSocket, onAlive: () => void): (() => void) => {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
    onAlive();
  });
  const timer = setInterval(() => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    socket.ping();
  }, pingEvery);
  return () => clearInterval(timer);
};
