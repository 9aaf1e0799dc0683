import { setImmediate } from 'node:timers/promises';
import type { LedgerTable } from '../../shared/documents/index.ts';
import type { Segment } from '../../shared/documents/segment.ts';
import { Refusal } from '../access/index.ts';

/**
 * Throws `badSegment` when a row is in the table already, or in two of the segments: readers would
 * not agree on which of them they see.
 */
export const refuseKnownRows = async (
  table: LedgerTable,
  segments: readonly Segment[],
): Promise<void> => {
  const seen = new Set<string>();
  for (const segment of segments) {
    for (let index = 0; index < segment.rows; index++) {
      const id = segment.rowId(index);
      if (seen.has(id) || table.rowOf(id) !== undefined)
        throw new Refusal('badSegment', { detail: `row ${id} is there already` });
      if (segments.length > 1) seen.add(id);
    }
    await setImmediate();
  }
};
