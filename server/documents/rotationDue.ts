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

/**
 * How much of its time a generation has had: due from 1 on. By the ratio of what was written to
 * what is sealed, or by client ids.
 */
export const ageOf = ({ content, stateBytes, doc }: LiveDocument): number =>
  Math.max(
    stateBytes / Math.max(leastState, (content.ledger?.sealedBytes ?? 0) * mostOfSealed),
    doc.store.clients.size / manyClients,
  );

/**
 * True when the ledger shall turn now. The more it is due, the shorter a pause in writing will do:
 * ten minutes, at twice its age one, at four times ten seconds; at eight times none.
 */
export const isRotationDue = (live: LiveDocument, at: number): boolean => {
  if (live.address.kind !== 'ledger' || live.commits.last <= manyUpdates) return false;
  const age = ageOf(live);
  if (age <= 1) return false;
  return age >= longOverdue || at - live.lastWritten > quietFor / age ** 3;
};
