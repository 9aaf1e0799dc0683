/**
 * WebSocket close codes, the same on both sides. 4400–4499 are final for stock y-websocket
 * clients too: they do not reconnect.
 */
export const closeCodes = {
  /** Not signed in, or the session ended. */
  unauthenticated: 4401,
  /** No right to this document, or not any more. */
  forbidden: 4403,
  /** The document turned to its next generation: take a fresh one, recover the journal. */
  generation: 4409,
  /** An update was refused: take a fresh document, recover the journal. */
  refused: 4422,
  /** More sockets at once than one person, or all together, may have. Clients come again later. */
  tooMany: 4529,
  /** The server could not store or load this document; it may come back. Clients retry. */
  broken: 4503,
} as const;

export type CloseReason = keyof typeof closeCodes;
