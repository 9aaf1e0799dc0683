import { encodeSegments } from '../../shared/documents/encodeSegment.ts';
import type { NewRow } from '../../shared/model/index.ts';

/** To this worker: rows in portions, then `null`. From it: the segments, their bytes moved. */
export type RowsPortion = readonly NewRow[] | null;

const rows: NewRow[] = [];

addEventListener('message', ({ data }: MessageEvent<RowsPortion>) => {
  if (data !== null) {
    rows.push(...data);
    return;
  }
  const segments = encodeSegments(rows);
  const buffers = segments.map(({ bytes }) => bytes.buffer as ArrayBuffer);
  postMessage(segments, { transfer: [...new Set(buffers)] });
});
