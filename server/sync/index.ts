import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Access, isOwnOrigin } from '../access/index.ts';
import type { Documents } from '../documents/index.ts';
import { closeSoon } from './closeSoon.ts';
import { syncLimits } from './limits.ts';
import { createReception } from './reception.ts';

export { isWatched, newSyncedDoc } from './hub.ts';
export { createReception, type Reception } from './reception.ts';

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

const restarting = 1012;

export const createSync = (dependencies: SyncDependencies): Sync => {
  const { access, publicUrl, logger } = dependencies;
  const reception = createReception(dependencies);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: syncLimits.frame,
    clientTracking: true,
  });
  let isClosed = false;

  const accept = (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<WebSocket> =>
    new Promise((resolve) =>
      server.handleUpgrade(request, socket, head, (accepted) => {
        // Before its first frame, whoever sends it: an error that nobody listens to ends the process.
        accepted.on('error', (error) => logger.debug({ err: error }, 'socket failed'));
        resolve(accepted);
      }),
    );

  const handle = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const stockDocument = stockDocumentName(pathname);
    if (isClosed || (pathname !== '/sync' && stockDocument === null)) {
      turnAway(socket, isClosed ? '503 Service Unavailable' : '404 Not Found');
      return;
    }
    const { authorization, cookie, origin } = request.headers;
    // A browser names the origin of every socket: a cookie without one is nobody's own.
    const isOwn = isOwnOrigin(request.headers, publicUrl) && !(cookie && origin === undefined);
    if (stockDocument === null && !isOwn) {
      turnAway(socket, '403 Forbidden');
      return;
    }
    const token = searchParams.get('token') ?? undefined;
    const actor = await access.authenticate(
      stockDocument === null ? { authorization, cookie } : { authorization, token },
    );
    reception.receive(await accept(request, socket, head), actor, stockDocument);
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
      reception.close();
      for (const socket of server.clients) closeSoon(socket, restarting, 'restarting');
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
  // HTTP servers leave sockets half open: one whose other end never ends would stay for ever.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};
