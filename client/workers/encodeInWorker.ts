import type { EncodedSegment } from '../../shared/documents/encodeSegment.ts';
import type { NewRow } from '../../shared/model/index.ts';
import type { RowsPortion } from './encodeRows.ts';

/** Copying rows to the worker takes the main thread's time: about 5 ms a portion. */
const rowsAPortion = 1_000;

/** Encodes rows in a worker of their own, which ends with the job. */
export const encodeInWorker = (
  rows: readonly NewRow[],
  signal: AbortSignal,
): Promise<readonly EncodedSegment[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./encodeRows.ts', import.meta.url), { type: 'module' });
    const end = (): void => worker.terminate();
    const abort = (): void => {
      end();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    worker.onmessage = ({ data }: MessageEvent<EncodedSegment[]>) => {
      end();
      signal.removeEventListener('abort', abort);
      resolve(data);
    };
    worker.onerror = (event) => {
      end();
      reject(new Error(event.message));
    };
    void sendPortions(worker, rows, signal);
  });

const sendPortions = async (
  worker: Worker,
  rows: readonly NewRow[],
  signal: AbortSignal,
): Promise<void> => {
  for (let from = 0; from < rows.length && !signal.aborted; from += rowsAPortion) {
    worker.postMessage(rows.slice(from, from + rowsAPortion) satisfies RowsPortion);
    await new Promise((resolve) => setTimeout(resolve));
  }
  worker.postMessage(null satisfies RowsPortion);
};
