import { MessageType } from '@hocuspocus/server';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { closeCodes } from '../../shared/protocol/closeCodes.ts';
import type { Actor } from '../access/index.ts';
import type { Documents } from '../documents/index.ts';
import { closeSoon } from './closeSoon.ts';
import { createDurableSocket } from './durableSocket.ts';
import type { Hub } from './hub.ts';
import { createIncomingGate } from './incomingGate.ts';
import { keepAlive } from './keepAlive.ts';
import type { Laggards } from './laggards.ts';
import { syncLimits } from './limits.ts';
import type { Pace } from './pace.ts';
import { createReading } from './reading.ts';
import { socketTransport } from './socketTransport.ts';
import type { Visit } from './visit.ts';
import { authFrame, fromYjs, yjsTransport } from './yjsTransport.ts';

export interface VisitDependencies {
  readonly hub: Hub;
  readonly documents: Documents;
  readonly visits: Set<Visit>;
  readonly laggards: Laggards;
  readonly pace: Pace;
  readonly logger: Logger;
}

const badFrame = 1008;

/** Our client asks whether there is anybody: a browser shows a page nothing of a socket's pings. */
const isPing = (data: Buffer): boolean => data.byteLength === 1 && data[0] === MessageType.Ping;
const pong = Uint8Array.of(MessageType.Pong);

/**
 * Puts what stands between a socket and Hocuspocus together, for as long as the socket is open.
 * `stockDocument` is the one document of a stock Yjs client; null for a client of ours.
 */
export const openVisit = (
  socket: WebSocket,
  actor: Actor,
  stockDocument: string | null,
  { hub, documents, visits, laggards, pace, logger }: VisitDependencies,
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
  const transport = socketTransport(socket);
  const durable = createDurableSocket({
    transport: stockDocument === null ? transport : yjsTransport(transport),
    findDocument: documents.find,
    laggards,
    onEnded: gate.end,
  });
  const connection = hub.handleConnection(durable, new Request('http://localhost'), { visit });

  visits.add(visit);
  const stopPinging = keepAlive(socket, () => {
    connection.lastMessageReceivedAt = Date.now();
  });
  const reading = createReading(socket);
  const hearNoFasterThanRead = (bytes: number): void => {
    const wait = pace.waitAfter(actor.user, bytes);
    if (wait > 0) setTimeout(reading.hold(), wait).unref();
    if (durable.waiting > syncLimits.waitingWhileHeard) transport.whenTaken(reading.hold());
  };

  socket.on('message', (data: Buffer) => {
    // Frames of a socket that is closing still arrive.
    if (socket.readyState !== socket.OPEN) return;
    hearNoFasterThanRead(data.byteLength);
    if (stockDocument === null && isPing(data)) {
      if (durable.waiting <= syncLimits.waitingAtLeast) transport.send(pong);
      return;
    }
    const frame = stockDocument === null ? data : fromYjs(stockDocument, data);
    if (frame !== null) gate.receive(frame);
  });
  socket.on('close', (code, reason) => {
    stopPinging();
    visits.delete(visit);
    durable.ended();
    connection.handleClose({ code, reason: reason.toString() });
  });
  if (stockDocument !== null) gate.receive(authFrame(stockDocument));
};
