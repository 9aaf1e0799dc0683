import { encodeSegments } from '../../../shared/documents/encodeSegment.ts';
import type { NewRow } from '../../../shared/model/index.ts';
import type { DataDependencies } from '../dataDependencies.ts';

/** More rows than this are sealed at once instead of being entries of the document. */
const mostFreshRows = 500;

export interface AddedTo {
  readonly ledger: string;
  readonly table: string;
}

/** Adds rows in one write; resolves when they are durable. `layer` names a sealed block of them. */
export const addRows = async (
  { writers, blobs, now }: Pick<DataDependencies, 'writers' | 'blobs' | 'now'>,
  { ledger, table }: AddedTo,
  rows: readonly NewRow[],
  layer: string,
  by: string,
): Promise<void> => {
  if (rows.length <= mostFreshRows) {
    await writers.applyLedger(ledger, [{ type: 'addRows', table, rows }], by);
    return;
  }
  const hashes: string[] = [];
  for (const { bytes } of encodeSegments(rows))
    hashes.push((await blobs.putSegment(ledger, bytes)).hash);
  await writers.addSegments(ledger, { table, hashes, layer, at: now() }, by);
};
