import type { Ledger } from '../../shared/documents/index.ts';
import type { ServerApi } from './serverApi.ts';
import { mayPass, type Waiting } from './waiting.ts';

/** Fetched at once: enough to fill a line, few enough to leave room for everything else. */
const atOnce = 4;

/**
 * Fetches, decodes and opens every segment that the ledger names and that is not open, each in a
 * task of its own so that the screen stays alive. Tries until all are open; answers false when
 * closed before. `failed` hears of a segment that the server should have and does not give.
 * Arrow is loaded with the first segment, not with the page.
 */
export const openSegments = async (
  api: Pick<ServerApi, 'segment'>,
  id: string,
  ledger: Ledger,
  waiting: Waiting,
  failed: () => void,
): Promise<boolean> => {
  const wanted = [...new Set(ledger.missingSegments().map(({ hash }) => hash))].reverse();
  if (wanted.length === 0) return true;
  const { decodeSegment } = await import('../../shared/documents/segment.ts');

  const openOne = async (hash: string): Promise<boolean> => {
    for (;;) {
      try {
        ledger.openSegment(hash, decodeSegment(await api.segment(id, hash)));
        return true;
      } catch (error) {
        if (!mayPass(error)) failed();
        if (!(await waiting.next())) return false;
      }
    }
  };
  const lane = async (): Promise<boolean> => {
    for (let hash = wanted.pop(); hash !== undefined; hash = wanted.pop()) {
      if (!(await openOne(hash))) return false;
      await nextTask();
    }
    return true;
  };
  return (await Promise.all(Array.from({ length: atOnce }, lane))).every(Boolean);
};

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
