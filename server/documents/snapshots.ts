import type { LogStore } from '../storage/port.ts';
import type { LiveDocument } from './liveDocument.ts';

/**
 * When the next load would replay this much, a snapshot is taken. 2,000 updates replay in about
 * 50 ms, and so does 1 MiB; more often would write a large document again and again.
 */
const manyUpdates = 2_000;
const manyBytes = 1024 * 1024;

export const isSnapshotDue = ({ unsaved }: LiveDocument): boolean =>
  unsaved.updates >= manyUpdates || unsaved.bytes >= manyBytes;

/** Stores the document as it stands, once all of it is in the log. Throws like `log.snapshot`. */
export const storeSnapshot = async (live: LiveDocument, log: LogStore): Promise<void> => {
  const { seq, state } = live.takeState();
  await live.commits.settled();
  await log.snapshot(live.name, live.generation, seq, state);
};
