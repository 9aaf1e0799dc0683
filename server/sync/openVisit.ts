import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { closeCodes } from '../../shared/protocol/closeCodes.ts';
import type { Actor } from '../access/index.ts';
import type { Documents } from '../documents/index.ts';
import { closeSoon } from './closeSoon.ts';
import { createDurableSocket } from './durableSocket.ts';
import type { Hub } from './hub.ts';
import { createIncomingGate } from './incomingGate.ts';
import type { Visit } from './visit.ts';
import { authFrame, fromYjs, yjsTransport } from './yjsTransport.ts';

export interface VisitDependencies {
  readonly hub: Hub;
  readonly documents: Documents;
  readonly visits: Set<Visit>;
  readonly logger: Logger;
}

const pingEvery = 25_000;
const badFrame = 1008;

/**
 * Puts what stands between a socket and Hocuspocus together, for as long as the socket is open.
 * `stockDocument` is the one document of a stock Yjs client; null for a client of ours.
 */
export const openVisit = (
  socket: WebSocket,
  actor: Actor,
  stockDocument: string | null,
  { hub, documents, visits, logger }: VisitDependencies,
): void => {
  const visit: Visit = {
    actor,
    rightsChanges: 0,
    person: () => {
      const { user, name } = visit.actor;
      const known = documents.find('workspace')?.content.workspace?.person(user);
      return { user, name, color: known?.color ?? '' };
    },
    close: (reason) => closeSoon(socket, closeCodes[reason], reason),
  };
  const gate = createIncomingGate({
    forward: (data) => connection.handleMessage(data),
    onFault: (reason) => {
      logger.warn({ user: actor.user, reason }, 'socket closed');
      closeSoon(socket, badFrame, reason);
    },
  });
  const durable = createDurableSocket({
    transport: stockDocument === null ? socket : yjsTransport(socket),
    findDocument: documents.find,
    onEnded: gate.end,
  });
  const connection = hub.handleConnection(durable, new Request('http://localhost'), { visit });

  visits.add(visit);
  const stopPinging = keepAlive(socket, () => {
    connection.lastMessageReceivedAt = Date.now();
  });
  socket.on('message', (data: Buffer) => {
    // Frames of a socket that is closing still arrive.
    if (socket.readyState !== socket.OPEN) return;
    const frame = stockDocument === null ? data : fromYjs(stockDocument, data);
    if (frame !== null) gate.receive(frame);
  });
  socket.on('close', (code, reason) => {
    stopPinging();
    visits.delete(visit);
    connection.handleClose({ code, reason: reason.toString() });
  });
  if (stockDocument !== null) gate.receive(authFrame(stockDocument));
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
