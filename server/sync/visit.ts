import type { Connection } from '@hocuspocus/server';
import { type CloseReason, closeCodes } from '../../shared/protocol/closeCodes.ts';
import type { Actor } from '../access/index.ts';
import type { PersonShown } from './notePresence.ts';

/** One socket and who is at its other end; Hocuspocus carries it in each connection's context. */
export interface Visit {
  actor: Actor;
  /** Counts what happened to the actor's rights: a check that took a while looks again. */
  rightsChanges: number;
  /** How others see who is at the other end. */
  person(): PersonShown;
  close(reason: CloseReason): void;
}

export interface VisitContext {
  readonly visit: Visit;
}

/** Ends one document's session on one socket; the socket and its other documents go on. */
export const closeConnection = (connection: Connection, reason: CloseReason): void =>
  connection.close({ code: closeCodes[reason], reason });

/** Thrown in Hocuspocus's hooks; without a message, because it prints those that have one. */
export class Denied {
  readonly reason: CloseReason;

  constructor(reason: CloseReason) {
    this.reason = reason;
  }
}
