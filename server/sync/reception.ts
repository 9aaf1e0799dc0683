import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { closeCodes } from '../../shared/protocol/closeCodes.ts';
import type { Access, Actor } from '../access/index.ts';
import type { Documents } from '../documents/index.ts';
import { closeSoon } from './closeSoon.ts';
import { connectionsOf, Hub } from './hub.ts';
import { createLaggards } from './laggards.ts';
import { openVisit } from './openVisit.ts';
import { createPace } from './pace.ts';
import { watchRights } from './rightsWatch.ts';
import { mayOpenSocket } from './socketLimit.ts';
import { closeConnection, type Visit } from './visit.ts';

/** Takes open sockets in, however they came, and shows each the documents that it asks for. */
export interface Reception {
  /**
   * `actor` null: nobody knows who is at the other end, who is told so. `stockDocument` is the one
   * document of a stock Yjs client; null for a client of ours.
   */
  receive(socket: WebSocket, actor: Actor | null, stockDocument: string | null): void;
  /** Looks at nobody's rights any more. */
  close(): void;
}

export interface ReceptionDependencies {
  readonly documents: Documents;
  readonly access: Pick<Access, 'current' | 'level' | 'onRightsChanged'>;
  readonly logger: Logger;
}

export const createReception = (dependencies: ReceptionDependencies): Reception => {
  const { documents, logger } = dependencies;
  const visits = new Set<Visit>();
  const together = {
    hub: new Hub(dependencies),
    documents,
    visits,
    laggards: createLaggards(),
    pace: createPace(Date.now),
    logger,
  };

  documents.onLeaving(({ doc }, reason) => {
    if (reason === 'idle') return;
    for (const connection of connectionsOf(doc)) closeConnection(connection, reason);
  });

  return {
    // A page learns the reason only from a socket that was open.
    receive: (socket, actor, stockDocument) => {
      if (actor === null) closeSoon(socket, closeCodes.unauthenticated, 'unauthenticated');
      else if (!mayOpenSocket(visits, actor)) closeSoon(socket, closeCodes.tooMany, 'tooMany');
      else openVisit(socket, actor, stockDocument, together);
    },
    close: watchRights({ ...dependencies, visits }),
  };
};
