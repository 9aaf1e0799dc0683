import { createFairTurns } from './fairTurns.ts';
import { createLimitedWorker, type WorkerLimits } from './limitedWorker.ts';
import type { SegmentVerdict } from './segmentVerdict.ts';
import { startThread } from './thread.ts';

export interface SegmentChecks {
  /**
   * Reads every value of a segment that came from outside, in a worker that is ended when it takes
   * too much memory or time. Checks wait for each other, and people take turns: whoever sends what
   * takes long holds up nobody else for longer than one check. Never rejects because of the bytes.
   */
  check(bytes: Uint8Array, user: string): Promise<SegmentVerdict>;
  /** Ends the worker; checks that wait are answered as refused. */
  close(): Promise<void>;
}

/**
 * 8,192 rows of 20 columns take about 50 ms; the largest segment that may be uploaded has 64 MiB of
 * bytes.
 */
const usual: WorkerLimits = { time: 2_000, heap: 512 };

export const createSegmentChecks = (limits: WorkerLimits = usual): SegmentChecks => {
  const start = () =>
    startThread<Uint8Array<ArrayBuffer>, SegmentVerdict>('segmentWorker', limits.heap, (bytes) => [
      bytes.buffer,
    ]);
  const worker = createLimitedWorker(start, limits.time);
  const inTurn = createFairTurns();

  const check = async (bytes: Uint8Array): Promise<SegmentVerdict> => {
    // Not `slice`: that of a Buffer does not copy, and what is handed over is gone here.
    const checked = await worker.ask(new Uint8Array(bytes));
    return checked.ok ? checked.answer : checked;
  };

  return {
    check: (bytes, user) => inTurn(user, () => check(bytes)),
    close: worker.close,
  };
};
