import type { EncodedSegment } from '../../shared/documents/encodeSegment.ts';
import type { NewRow } from '../../shared/model/index.ts';
import type { Journal } from './journal.ts';
import type { UploadEntry } from './journalEntry.ts';
import type { ServerApi, UploadTarget } from './serverApi.ts';
import { mayPass, type Waiting } from './waiting.ts';

/** Encodes rows off the main thread. Rejects with the signal's reason when aborted. */
export type EncodeRows = (
  rows: readonly NewRow[],
  signal: AbortSignal,
) => Promise<readonly EncodedSegment[]>;

export interface Uploading {
  onProgress(listener: (share: number) => void): void;
  cancel(): void;
  readonly isCancelled: boolean;
  /** Resolves when all rows are durable; rejects with a Failure, or when cancelled. */
  readonly settled: Promise<void>;
}

interface Means {
  readonly api: ServerApi;
  readonly journal: Journal;
  readonly waiting: Waiting;
}

/**
 * Sends rows as sealed segments, and lets them appear all at once. In the journal from the moment
 * that they are encoded: a tab that dies is continued by the next one, and the layer's id makes
 * sure that they arrive once.
 */
export const uploadRows = (
  means: Means,
  encode: EncodeRows,
  rows: readonly NewRow[],
  describe: (blocks: readonly Uint8Array[]) => UploadEntry,
): Uploading =>
  start(means, async (signal) => {
    const entry = describe((await encode(rows, signal)).map(({ bytes }) => bytes));
    signal.throwIfAborted();
    means.journal.add(entry);
    return entry;
  });

/** Goes on with an upload that a dead tab began. */
export const resumeUpload = (means: Means, entry: UploadEntry): Uploading =>
  start(means, async () => entry);

const start = (
  { api, journal, waiting }: Means,
  prepare: (signal: AbortSignal) => Promise<UploadEntry>,
): Uploading => {
  const controller = new AbortController();
  const listeners = new Set<(share: number) => void>();
  const { signal } = controller;

  /** Until it is done, the server refuses, or this is cancelled. */
  const persist = async <T>(attempt: () => Promise<T>): Promise<T> => {
    for (;;) {
      signal.throwIfAborted();
      try {
        return await attempt();
      } catch (error) {
        if (!mayPass(error) || !(await waiting.next())) throw error;
      }
    }
  };

  const run = async (): Promise<void> => {
    const entry = await prepare(signal);
    const target: UploadTarget = {
      ledger: entry.document.slice('ledger/'.length),
      table: entry.table,
      layer: entry.id,
    };
    const steps = entry.blocks.length + 1;
    const hashes: string[] = [];
    try {
      for (const block of entry.blocks) {
        hashes.push(await persist(() => api.addSegment(target, block, signal)));
        for (const listener of listeners) listener(hashes.length / steps);
      }
      await persist(() => api.addLayer(target, hashes, signal));
    } catch (error) {
      // What the server was never asked about for good stays in the journal for the next tab.
      if (signal.aborted || !mayPass(error)) journal.remove([entry.id]);
      throw error;
    }
    journal.remove([entry.id]);
    for (const listener of listeners) listener(1);
  };

  return {
    onProgress: (listener) => {
      listeners.add(listener);
    },
    cancel: () => {
      controller.abort();
      waiting.wake();
    },
    get isCancelled() {
      return signal.aborted;
    },
    settled: run(),
  };
};
