import { parentPort } from 'node:worker_threads';
import { checkSegment } from '../../shared/documents/checkSegment.ts';
import { checkArrowFrame } from './arrowFrame.ts';
import { ready } from './limitedWorker.ts';
import type { SegmentVerdict } from './segmentVerdict.ts';

/** Reads whole segments away from the event loop, one at a time; see `segmentChecks.ts`. */
const verdictOn = (bytes: Uint8Array): SegmentVerdict => {
  try {
    checkArrowFrame(bytes);
    return { ok: true, ...checkSegment(bytes) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
};

parentPort?.on('message', (bytes: Uint8Array) => parentPort?.postMessage(verdictOn(bytes)));
parentPort?.postMessage(ready);
