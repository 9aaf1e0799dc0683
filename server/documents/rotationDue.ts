import type { LiveDocument } from './liveDocument.ts';

/**
 * Of how much a page that opens the ledger reads before it shows anything: what was written since
 * the last turn, as part of what is sealed. At a sixteenth, loading and memory are still within
 * half as much again of a ledger without a past.
 */
const mostOfSealed = 1 / 16;
/** Bytes of state below which nobody would notice, however small the ledger. */
const leastState = 512 * 1024;
/** Each tab that ever wrote is a client id, and every page that opens the ledger reads them all. */
const manyClients = 5_000;
/** A young generation is not folded again, however large: little would come of it. */
const manyUpdates = 1_000;
/** ms without a write, for a ledger that is just due. */
const quietFor = 10 * 60_000;
/** So many times over due a ledger turns however busy it is. */
const longOverdue = 8;

/** How a generation has aged. */
export interface GenerationAge {
  /** Bytes of what was written since it began, overwritten entries included. */
  readonly stateBytes: number;
  /** Bytes of its segments. */
  readonly sealedBytes: number;
  /** Client ids that wrote in it. */
  readonly clients: number;
  readonly updates: number;
  /** ms since the last write. */
  readonly quiet: number;
}

/**
 * True when a ledger shall turn now. It is due by the ratio of what was written to what is sealed,
 * or by client ids; the more it is due, the shorter a pause in writing will do: ten minutes at
 * first, at twice the limit one, at four times ten seconds; at eight times none.
 */
export const isTurnDue = (age: GenerationAge): boolean => {
  const { stateBytes, sealedBytes, clients, updates, quiet } = age;
  const most = Math.max(leastState, sealedBytes * mostOfSealed);
  const overdue = Math.max(stateBytes / most, clients / manyClients);
  if (updates <= manyUpdates || overdue <= 1) return false;
  return overdue >= longOverdue || quiet > quietFor / overdue ** 3;
};

export const isRotationDue = (live: LiveDocument, at: number): boolean =>
  live.address.kind === 'ledger' &&
  isTurnDue({
    stateBytes: live.stateBytes,
    sealedBytes: live.content.ledger?.sealedBytes ?? 0,
    clients: live.doc.store.clients.size,
    updates: live.commits.last,
    quiet: at - live.lastWritten,
  });
